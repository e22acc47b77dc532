/** The mock server's public face: start it, ask it for its URL, read its journal, stop it. */
@NullMarked
package dev.understudy.mock;

import org.jspecify.annotations.NullMarked;
