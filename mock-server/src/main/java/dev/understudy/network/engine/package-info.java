/** Moves bytes through toxics: one thread for all sockets and timers, and nothing on it ever waits. */
@NullMarked
package dev.understudy.network.engine;

import org.jspecify.annotations.NullMarked;
