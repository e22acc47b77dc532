/**
 * What one side of the wire saw, in order, with monotonic times. The mock server writes it from the server's side, the conformance
 * suite from the client's side, with the same types; whoever judges needs nothing else.
 */
@NullMarked
package dev.understudy.journal;

import org.jspecify.annotations.NullMarked;
