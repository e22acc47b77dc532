package dev.understudy.scenario;

import java.time.Duration;

/** At most this many calls in a window of this length, on the job's clock. */
public record RateLimit(int calls, Duration per) {}
