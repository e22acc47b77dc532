/** Records what a real server does to its clients, and writes it down as scenarios. */
@NullMarked
package dev.understudy.mock.record;

import org.jspecify.annotations.NullMarked;
