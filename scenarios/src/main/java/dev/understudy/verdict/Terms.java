package dev.understudy.verdict;

import java.time.Duration;

/**
 * What the target's profile promises, where the contract leaves room.
 *
 * @param heartbeat the longest time without a byte on an open stream
 * @param resultsTtl how long results live
 * @param idsRise whether ids can be compared; false if they are opaque
 * @param closeWithin how soon after the final event a stream must end
 */
public record Terms(Duration heartbeat, Duration resultsTtl, boolean idsRise, Duration closeWithin) {}
