/** Jobs that live on their own: a clock, an event log, and what the job is at any time. Knows nothing of connections but their number. */
@NullMarked
package dev.understudy.mock.job;

import org.jspecify.annotations.NullMarked;
