@NullMarked
package dev.understudy.mock.job;

import org.jspecify.annotations.NullMarked;
