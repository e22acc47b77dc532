package dev.understudy.mock.job;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;

/**
 * A job that is only looked at: its clock stands still, and so many connections have been made.
 *
 * @param begin the time at which the first connection is made
 * @param clock the job's clock, which stands still unless it is moved
 */
public record RehearsedJob(Job job, Duration begin, JobClock clock) {
    private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** The job that a scenario begins with, after so many connections. */
    public static RehearsedJob of(Contract contract, Scenario scenario, int connections) {
        // So slow that nothing happens while somebody looks.
        var clock = new JobClock(ORIGIN, 1e-12);
        var pipeline = scenario.pipelines().get(0);
        var seed = new JobSeed(
                scenario.id(),
                pipeline,
                "token",
                scenario,
                JobInput.none(),
                scenario.job().timeline());
        var job = new Job(new Stories(new PayloadTexts(contract)), clock, seed);
        for (int i = 0; i < connections; i++) {
            job.connect(Carrier.STREAM);
        }
        return new RehearsedJob(job, Duration.ZERO, clock);
    }
}
