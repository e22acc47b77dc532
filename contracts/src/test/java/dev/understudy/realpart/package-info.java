/** Real programs and packages that some tests run beside the JVM: who has them, and what it means to lack one. */
@NullMarked
package dev.understudy.realpart;

import org.jspecify.annotations.NullMarked;
