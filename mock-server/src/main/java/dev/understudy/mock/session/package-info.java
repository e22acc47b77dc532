/** Runs of one client each: with a port, jobs, a clock, a journal and a verdict of their own. Knows ports and timers only by their names. */
@NullMarked
package dev.understudy.mock.session;

import org.jspecify.annotations.NullMarked;
