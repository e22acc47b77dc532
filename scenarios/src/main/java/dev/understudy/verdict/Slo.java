package dev.understudy.verdict;

import java.time.Duration;

/**
 * How fast a target wants to be. Each limit is for the 95th percentile.
 *
 * @param runs over how many jobs it is measured
 * @param connect from a stream request to the headers
 * @param firstMessage from the headers to the first event
 * @param latency by how much an event may come later than the quickest one
 * @param reconnect from noticing a loss to the headers of the next stream
 * @param eventClock where an event tells when it happened: {@code id}, for milliseconds at the id's beginning, or a JSON pointer
 *     into its data; empty if it does not tell
 */
public record Slo(
        int runs, Duration connect, Duration firstMessage, Duration latency, Duration reconnect, String eventClock) {}
