/**
 * What one stream connection will do: its wire actions, made from the job's log and the connection's plan.
 *
 * <p>No sockets and no clocks here: the time is an argument, so that a script can be read without being played.
 */
@NullMarked
package dev.understudy.mock.script;

import org.jspecify.annotations.NullMarked;
