/**
 * Plays the catalogue to a client, one scenario after another in rooms of their own, and has the judge say what the client did.
 * Knows how a client is started; judges nothing itself.
 */
@NullMarked
package dev.understudy.conformance.client;

import org.jspecify.annotations.NullMarked;
