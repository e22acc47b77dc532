package dev.understudy.mock.job;

import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.TimedStep;
import java.util.List;

/** What a job is made from. The timeline is the scenario's, unless the input is such that the job fails. */
record JobSeed(String id, String pipeline, String token, Scenario scenario, JobInput input, List<TimedStep> timeline) {
    JobSeed {
        timeline = List.copyOf(timeline);
    }
}
