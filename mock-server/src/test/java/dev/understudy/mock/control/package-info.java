@NullMarked
package dev.understudy.mock.control;

import org.jspecify.annotations.NullMarked;
