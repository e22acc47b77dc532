/** Disturbs the network between a client and a server, through a Toxiproxy server: a given one, an installed one, or our own. */
@NullMarked
package dev.understudy.network;

import org.jspecify.annotations.NullMarked;
