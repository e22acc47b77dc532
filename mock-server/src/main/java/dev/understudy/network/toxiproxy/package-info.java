/** The HTTP interface of a Toxiproxy 2.12 server over the engine, to the byte. */
@NullMarked
package dev.understudy.network.toxiproxy;

import org.jspecify.annotations.NullMarked;
