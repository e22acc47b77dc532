package dev.understudy.mock.job;

import dev.understudy.verdict.Yardstick;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a session is set.
 *
 * @param scenario the id of the scenario that plays where a request does not choose one
 * @param speed how many seconds of a job pass in a real one; above 0
 * @param seed what ids and tokens are made from
 * @param origin the time of day that its jobs' clock shows when it begins; empty means the real one
 * @param resultsTtl how long results live; empty means as the contract has it
 * @param journalLimit how many entries the journal keeps
 * @param yardstick what the client is judged by, where clients may differ
 * @param idle after how long without a request, an open connection or a look at it the session ends
 */
public record SessionSettings(
        String scenario,
        double speed,
        long seed,
        Optional<Instant> origin,
        Optional<Duration> resultsTtl,
        int journalLimit,
        Yardstick yardstick,
        Duration idle) {
    private static final double FASTEST = 1_000_000;

    /** Says what is wrong with a value, as {@link IllegalArgumentException}. */
    public SessionSettings {
        if (!(speed > 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("The speed is " + speed + "; it must be above 0 and at most 1000000.");
        }
        if (idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("The idle time is " + idle + "; it must be longer than nothing.");
        }
    }

    /** The same settings, to be changed. */
    public Draft draft() {
        return new Draft(this);
    }

    /** Settings in the making. Not thread-safe. */
    public static final class Draft {
        private String scenario;
        private double speed;
        private long seed;
        private Optional<Instant> origin;
        private Optional<Duration> resultsTtl;
        private int journalLimit;
        private Yardstick yardstick;
        private Duration idle;

        private Draft(SessionSettings from) {
            this.scenario = from.scenario;
            this.speed = from.speed;
            this.seed = from.seed;
            this.origin = from.origin;
            this.resultsTtl = from.resultsTtl;
            this.journalLimit = from.journalLimit;
            this.yardstick = from.yardstick;
            this.idle = from.idle;
        }

        public Draft scenario(String id) {
            scenario = id;
            return this;
        }

        public Draft speed(double factor) {
            speed = factor;
            return this;
        }

        public Draft seed(long number) {
            seed = number;
            return this;
        }

        public Draft origin(Instant time) {
            origin = Optional.of(time);
            return this;
        }

        public Draft resultsTtl(Duration ttl) {
            resultsTtl = Optional.of(ttl);
            return this;
        }

        public Draft journalLimit(int entries) {
            journalLimit = entries;
            return this;
        }

        public Draft yardstick(Yardstick standard) {
            yardstick = standard;
            return this;
        }

        public Draft idle(Duration time) {
            idle = time;
            return this;
        }

        /** The settings; throws {@link IllegalArgumentException} if a value cannot be. */
        public SessionSettings done() {
            return new SessionSettings(scenario, speed, seed, origin, resultsTtl, journalLimit, yardstick, idle);
        }
    }
}
