package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.scenario.JobEvent;
import dev.understudy.scenario.Storyline;
import dev.understudy.scenario.TimedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Turns a timeline into log entries with times.
 *
 * <p>Not thread-safe; the job's lock guards it.
 */
final class StoryWriter implements Storyline {
    private final Contract contract;
    private final PayloadTexts texts;
    private final String jobId;
    private final int total;
    private final JobClock clock;
    private final List<TimedStep> steps;
    private final List<LogEntry> written = new ArrayList<>();
    private int nextStep;
    private int events;
    private Duration time;
    private JobState state;
    private @Nullable String lastId;

    StoryWriter(PayloadTexts texts, String jobId, int total, JobClock clock, List<TimedStep> steps) {
        this.contract = texts.contract();
        this.texts = texts;
        this.jobId = jobId;
        this.total = total;
        this.clock = clock;
        this.steps = List.copyOf(steps);
        this.time = clock.now();
        this.state = new JobState(firstStatus(contract), 0, total, null, null, false);
    }

    private static String firstStatus(Contract contract) {
        return contract.messages().iterator().next().jobEvent();
    }

    /** The job was created at this time. */
    void beginAt(Duration created) {
        time = created;
    }

    JobState stateAtStart() {
        return state;
    }

    /** Writes as far as the story is known when the job has had so many connections; the entries that this gives. */
    List<LogEntry> write(int connections, Duration now) {
        written.clear();
        while (nextStep < steps.size()) {
            var step = steps.get(nextStep);
            if (step.untilConnections().orElse(0) > connections) {
                break;
            }
            if (step.untilConnections().isPresent() && time.compareTo(now) < 0) {
                time = now;
            }
            time = time.plus(step.after());
            nextStep++;
            step.step().tell(this);
        }
        return List.copyOf(written);
    }

    boolean isComplete() {
        return nextStep == steps.size();
    }

    /** An event that the story did not foresee, at this time, after an entry in this state. */
    LogEntry unforeseen(String jobEvent, Duration at, JobState before) {
        written.clear();
        time = at;
        state = before;
        events = Math.max(events, 1);
        event(JobEvent.plain(jobEvent, OptionalInt.empty()));
        return written.get(0);
    }

    @Override
    public int total() {
        return total;
    }

    @Override
    public int processed() {
        return state.processed();
    }

    @Override
    public void pause(Duration pause) {
        time = time.plus(pause);
    }

    @Override
    public void progress(int processed) {
        contract.messages().stream()
                .filter(Message::snapshot)
                .findFirst()
                .ifPresent(message -> event(JobEvent.plain(message.jobEvent(), OptionalInt.of(processed))));
    }

    @Override
    public void comment(String text) {
        add(new Frame.Comment(text));
    }

    @Override
    public void retry(Duration retry) {
        add(new Frame.Retry(retry));
    }

    @Override
    public void raw(byte[] bytes) {
        add(new Frame.Raw(HexFormat.of().formatHex(bytes)));
    }

    @Override
    public void event(JobEvent event) {
        var message = contract.message(event.name()).orElseThrow();
        int shownTotal = event.total().orElse(total);
        int processed = event.processed().orElse(isSuccess(message) ? total : state.processed());
        var shown = new JobState(state.status(), processed, shownTotal, null, null, false);
        var id = id(event);
        state = new JobState(
                message.end() == Message.End.CONNECTION ? state.status() : event.name(),
                processed,
                total,
                message.endsJob() ? time : state.finishedAt(),
                error(message, event, shown),
                state.succeeded() || isSuccess(message));
        written.add(new LogEntry(time, new Tale(texts, jobId, id, event, shown), state));
    }

    /** What the event's payload says went wrong; what went wrong before if it says nothing. */
    private @Nullable JsonNode error(Message message, JobEvent event, JobState shown) {
        if (event.payload().isEmpty() && !message.payload().has("error")) {
            return state.error();
        }
        var payload = event.payload()
                .map(patch -> Payload.patched(contract, message, jobId, shown, patch))
                .orElseGet(() -> Payload.of(contract, message, jobId, shown));
        return payload.has("error") ? payload.get("error") : state.error();
    }

    /** The first of the messages that end a job is the one for success. */
    private boolean isSuccess(Message message) {
        return contract.messages().stream()
                .filter(Message::endsJob)
                .findFirst()
                .filter(message::equals)
                .isPresent();
    }

    private @Nullable String id(JobEvent event) {
        var wanted = event.id().orElse("");
        if (wanted.equals("none")) {
            return null;
        }
        if (wanted.equals("same")) {
            return lastId;
        }
        events++;
        lastId = wanted.isEmpty() ? idAt(clock, time, events * 10) : wanted;
        return lastId;
    }

    /**
     * The id of an event: milliseconds since 1970 and a number that rises within the job. Numbers go up in tens, so that a
     * snapshot finds room between two events.
     */
    static String idAt(JobClock clock, Duration time, int number) {
        var text = new StringBuilder(24);
        padded(text, clock.at(time).toEpochMilli(), 13);
        padded(text.append('-'), number, 4);
        return text.toString();
    }

    /** Not by a format: there is one id for every event. */
    private static void padded(StringBuilder text, long number, int digits) {
        var plain = Long.toString(number);
        text.append("0".repeat(Math.max(0, digits - plain.length()))).append(plain);
    }

    private void add(Frame frame) {
        written.add(new LogEntry(time, () -> frame, state));
    }
}
