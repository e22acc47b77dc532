/** The control API under {@code /_mock}: for people and tests, never mixed with the contract's own paths. */
@NullMarked
package dev.understudy.mock.control;

import org.jspecify.annotations.NullMarked;
