/** The only place that touches sockets. Knows bytes and time, knows no jobs. */
@NullMarked
package dev.understudy.mock.wire;

import org.jspecify.annotations.NullMarked;
