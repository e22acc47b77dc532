/** The command line of the mock server. The only place that prints and that sets an exit code. */
@NullMarked
package dev.understudy.mock.cli;

import org.jspecify.annotations.NullMarked;
