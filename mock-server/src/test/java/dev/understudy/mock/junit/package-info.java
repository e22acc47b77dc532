@NullMarked
package dev.understudy.mock.junit;

import org.jspecify.annotations.NullMarked;
