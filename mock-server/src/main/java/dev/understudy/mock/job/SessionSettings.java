package dev.understudy.mock.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a session is set.
 *
 * @param scenario the id of the scenario that plays where a request does not choose one
 * @param speed how many seconds of a job pass in a real one
 * @param seed what ids and tokens are made from
 * @param origin the time of day at the session's beginning
 * @param resultsTtl how long results live; empty means as the contract has it
 * @param journalLimit how many entries the journal keeps
 */
public record SessionSettings(
        String scenario, double speed, long seed, Instant origin, Optional<Duration> resultsTtl, int journalLimit) {}
