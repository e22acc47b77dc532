/** One suite over two servers: ours, and the original where there is one. */
@NullMarked
package dev.understudy.network.differential;

import org.jspecify.annotations.NullMarked;
