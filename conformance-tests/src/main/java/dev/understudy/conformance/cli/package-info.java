/** The command line of the conformance suite. The only place that prints and that sets an exit code. */
@NullMarked
package dev.understudy.conformance.cli;

import org.jspecify.annotations.NullMarked;
