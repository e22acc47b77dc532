package dev.understudy.scenario;

import dev.understudy.yaml.Location;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A step of a timeline and when it comes.
 *
 * @param after how long after the step before it
 * @param untilConnections it waits until the job has had this many stream connections, and {@code after} counts from then
 */
public record TimedStep(Duration after, OptionalInt untilConnections, Step step, Location where) {}
