/** Client libraries as apps use them, run against the mock: what it does on the wire must be what they understand. */
@NullMarked
package dev.understudy.clients;

import org.jspecify.annotations.NullMarked;
