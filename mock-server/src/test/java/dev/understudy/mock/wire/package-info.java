@NullMarked
package dev.understudy.mock.wire;

import org.jspecify.annotations.NullMarked;
