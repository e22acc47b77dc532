package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Dialect;
import dev.understudy.contract.Message;
import dev.understudy.scenario.JobEvent;
import dev.understudy.scenario.MergePatch;
import dev.understudy.scenario.Storyline;
import dev.understudy.scenario.TimedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Turns a timeline into the lines of a job's story. Times count from the job's beginning.
 *
 * <p>Not thread-safe; the job's lock guards it.
 */
final class StoryWriter implements Storyline {
    private final Contract contract;
    private final PayloadTexts texts;
    private final String jobId;
    /** Whose messages the scenario's own payloads are written for. */
    private final Dialect own;

    private final int total;
    private final Duration begin;
    private final List<TimedStep> steps;
    private final List<Line> written = new ArrayList<>();
    private int nextStep;
    private int events;
    private Duration time;
    private final JobState start;
    private JobState state;
    private Tale.@Nullable Id lastId;

    StoryWriter(PayloadTexts texts, JobSeed seed, int total, Duration begin) {
        this.contract = texts.contract();
        this.texts = texts;
        this.jobId = seed.id();
        this.own = contract.dialect(seed.scenario().job().dialect());
        this.total = total;
        this.begin = begin;
        this.steps = seed.timeline();
        this.time = Duration.ZERO;
        this.start = new JobState(firstStatus(contract), 0, total, null, null, false);
        this.state = start;
    }

    private static String firstStatus(Contract contract) {
        return contract.messages().iterator().next().jobEvent();
    }

    /** What the job is before anything has happened. */
    JobState stateAtStart() {
        return start;
    }

    /** How many ids it has given out. */
    int events() {
        return events;
    }

    /** Goes on as if it had written the whole story itself, with so many ids. */
    void skipToEnd(int ids) {
        nextStep = steps.size();
        events = ids;
    }

    /** Writes as far as the story is known when the job has had so many connections; the lines that this gives. */
    List<Line> write(int connections, Duration now) {
        written.clear();
        while (nextStep < steps.size()) {
            var step = steps.get(nextStep);
            if (step.untilConnections().orElse(0) > connections) {
                break;
            }
            if (step.untilConnections().isPresent() && begin.plus(time).compareTo(now) < 0) {
                time = now.minus(begin);
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
    Line unforeseen(JobEvent event, Duration at, JobState before) {
        written.clear();
        time = at.minus(begin);
        state = before;
        events = Math.max(events, 1);
        event(event);
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
        texts.snapshot().ifPresent(message -> event(JobEvent.plain(message.jobEvent(), OptionalInt.of(processed))));
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
    public void rawText(String text) {
        written.add(new Line(time, state, (teller, dialect) -> new Frame.Text(teller.filled(text))));
    }

    @Override
    public void event(JobEvent event) {
        var message = contract.message(event.name()).orElseThrow();
        int shownTotal = event.total().orElse(total);
        int processed = event.processed().orElse(isSuccess(message) ? total : state.processed());
        boolean succeeded = state.succeeded() || isSuccess(message);
        var finishedAt = message.endsJob() ? time : state.finishedAt();
        var shown = new JobState(state.status(), processed, shownTotal, finishedAt, null, succeeded);
        var id = id(event);
        state = new JobState(
                message.end() == Message.End.CONNECTION ? state.status() : event.name(),
                processed,
                total,
                finishedAt,
                error(message, event, shown),
                succeeded);
        written.add(new Line(time, state, new Tale(event, own, shown, new Tale.Moment(time, id))));
    }

    /** What the event's payload says went wrong; what went wrong before if it says nothing. */
    private @Nullable JsonNode error(Message message, JobEvent event, JobState shown) {
        var told = own.event(event.name()).orElse(message);
        if (event.payload().isEmpty() && Payload.error(told.payload()).isEmpty()) {
            return state.error();
        }
        var plain = Payload.of(contract, told, jobId, shown);
        var payload =
                event.payload().map(patch -> MergePatch.apply(plain, patch)).orElse(plain);
        return Payload.error(payload).orElse(state.error());
    }

    private boolean isSuccess(Message message) {
        return texts.success()
                .filter(success -> success.jobEvent().equals(message.jobEvent()))
                .isPresent();
    }

    private Tale.@Nullable Id id(JobEvent event) {
        var wanted = event.id().orElse("");
        if (wanted.equals("none") || (wanted.isEmpty() && !contract.streamForm().ids())) {
            return null;
        }
        if (wanted.equals("same")) {
            return lastId;
        }
        events++;
        lastId = new Tale.Id(
                event.id().orElse(null), time, events * 10, event.form().idLength());
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
        int end = text.length() + digits;
        text.append(number);
        while (text.length() < end) {
            text.insert(end - digits, '0');
        }
    }

    private void add(Frame frame) {
        written.add(new Line(time, state, (teller, dialect) -> frame));
    }
}
