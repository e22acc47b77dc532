/**
 * The conformance suite: cases make things happen at a target and write a journal, the checks of {@code verdict} judge it.
 *
 * <p>A library (extend {@link dev.understudy.conformance.JobApiConformance}) and a program ({@code conformance.jar}).
 */
@NullMarked
package dev.understudy.conformance;

import org.jspecify.annotations.NullMarked;
