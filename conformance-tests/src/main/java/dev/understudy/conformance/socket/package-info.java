/**
 * A WebSocket as a judge needs it: every frame as it was on the wire, close codes, pings and fragments included, and nothing mended.
 * Knows bytes and a journal, knows no contract.
 */
@NullMarked
package dev.understudy.conformance.socket;

import org.jspecify.annotations.NullMarked;
