/** The JUnit Jupiter extension. The only package of the mock server that needs JUnit on the class path; nothing else refers to it. */
@NullMarked
package dev.understudy.mock.junit;

import org.jspecify.annotations.NullMarked;
