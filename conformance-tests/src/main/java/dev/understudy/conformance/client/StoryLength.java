package dev.understudy.conformance.client;

import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.JobEvent;
import dev.understudy.scenario.PartialStreamControl;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.Storyline;
import dev.understudy.scenario.TimedStep;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * About how long a scenario keeps a client busy: the job's time, and the waits that its connections and answers name. Good enough to
 * begin with the longest.
 */
final class StoryLength implements Storyline, PartialStreamControl {
    private static final Duration ENDLESS = Duration.ofMinutes(1);

    private final int total;
    private int processed;
    private Duration length = Duration.ZERO;

    private StoryLength(int total) {
        this.total = total;
    }

    static Duration of(Scenario scenario) {
        var length = new StoryLength(scenario.job().items().orElse(1));
        scenario.job().timeline().forEach(length::add);
        scenario.connections().forEach(length::add);
        Stream.concat(
                        scenario.answers().values().stream().flatMap(plans -> plans.stream()),
                        scenario.connections().stream().flatMap(plan -> plan.answer().stream()))
                .forEach(length::add);
        return length.length;
    }

    private void add(TimedStep step) {
        pause(step.after());
        step.step().tell(this);
    }

    private void add(ConnectionPlan plan) {
        pause(plan.headersDelay());
        if (!plan.faults().isEmpty()) {
            plan.retry().ifPresent(this::pause);
        }
        plan.faults().forEach(fault -> fault.what().perform(this));
        if (plan.late() == ConnectionPlan.Late.NOTHING) {
            pause(ENDLESS);
        }
    }

    private void add(AnswerPlan answer) {
        pause(answer.delay());
        answer.retryAfter().ifPresent(this::pause);
    }

    @Override
    public void pause(Duration time) {
        length = length.plus(time.compareTo(ENDLESS) < 0 ? time : ENDLESS);
    }

    @Override
    public void silence(Optional<Duration> time) {
        pause(time.orElse(ENDLESS));
    }

    @Override
    public int total() {
        return total;
    }

    @Override
    public int processed() {
        return processed;
    }

    @Override
    public void progress(int done) {
        processed = done;
    }

    @Override
    public void event(JobEvent event) {}

    @Override
    public void comment(String text) {}

    @Override
    public void retry(Duration time) {}

    @Override
    public void raw(byte[] bytes) {}

    @Override
    public void rawText(String text) {}

    /** Everything else that a fault does takes no time. */
    @Override
    public void anythingElse() {}
}
