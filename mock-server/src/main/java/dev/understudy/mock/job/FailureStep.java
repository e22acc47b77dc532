package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.scenario.JobEvent;
import dev.understudy.scenario.Step;
import dev.understudy.scenario.Storyline;
import dev.understudy.scenario.TimedStep;
import dev.understudy.scenario.WireForm;
import dev.understudy.yaml.Location;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The job fails for what was uploaded, whatever the scenario had in mind. */
record FailureStep(JobEvent event) implements Step {
    static TimedStep after(Duration time, String name, JsonNode payload, Location where) {
        var event = new JobEvent(
                name,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(payload),
                Optional.empty(),
                Optional.empty(),
                WireForm.USUAL);
        return new TimedStep(time, OptionalInt.empty(), new FailureStep(event), where);
    }

    @Override
    public void tell(Storyline story) {
        story.event(event);
    }
}
