/** The kinds of toxics, and what each does to one direction of one connection. Knows no sockets and no threads. */
@NullMarked
package dev.understudy.network.toxic;

import org.jspecify.annotations.NullMarked;
