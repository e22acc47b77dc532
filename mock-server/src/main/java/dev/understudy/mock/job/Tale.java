package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Message;
import dev.understudy.scenario.EventLines;
import dev.understudy.scenario.JobEvent;
import dev.understudy.scenario.WireForm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a story. Its text is made when somebody asks, for most of a log lies in the future, and a text is much larger.
 *
 * <p>Safe for any number of threads.
 */
final class Tale implements Line.What {
    private final JobEvent event;
    private final Message message;
    private final JobState shown;
    private final @Nullable Id id;
    /** The payload but for the job's id, once it was asked for: the story may be that of very many jobs. */
    private volatile @Nullable List<String> aroundJobId;

    /**
     * An event that was not told yet.
     *
     * @param message how the contract says it
     * @param shown what the payload says of the job
     */
    Tale(JobEvent event, Message message, JobState shown, @Nullable Id id) {
        this.event = event;
        this.message = message;
        this.shown = shown;
        this.id = id;
    }

    /**
     * The id of an event.
     *
     * @param fixed the scenario's own; null for one that is made of the other two
     * @param offset the event's time after the job's beginning
     * @param length it is made at least this long
     */
    record Id(@Nullable String fixed, Duration offset, int number, int length) {
        String text(Teller teller) {
            var text = fixed != null
                    ? fixed
                    : StoryWriter.idAt(teller.clock(), teller.begin().plus(offset), number);
            return length <= text.length() ? text : text + "x".repeat(length - text.length());
        }
    }

    @Override
    public Frame frame(Teller teller) {
        var wireName = event.wireName().orElse(message.name());
        var name = wireName.equals("none") || isUnnamed() ? null : wireName;
        var wireId = id == null ? null : id.text(teller);
        var data = event.data().map(teller::filled).orElseGet(() -> payload(teller));
        return event.form().equals(WireForm.USUAL)
                ? new Frame.Event(wireId, name, event.name(), data, message.end())
                : formed(wireId, name, data);
    }

    /** Whether the contract sends it without a name, and the story does not want it otherwise. */
    private boolean isUnnamed() {
        return event.wireName().isEmpty() && message.name().equals(Message.UNNAMED);
    }

    /** What a log keeps of such an event is what a reader gets from it. */
    private Frame.Event formed(@Nullable String wireId, @Nullable String name, String data) {
        var form = event.form();
        if (form.lines().isEmpty()) {
            int bytes = data.getBytes(StandardCharsets.UTF_8).length;
            char filler = event.data().isPresent() ? 'x' : ' ';
            var written = new Frame.Written(List.of(), Math.max(0, form.size() - bytes), filler, true);
            return new Frame.Event(wireId, name, event.name(), data, message.end(), written);
        }
        var lines = EventLines.filled(form.lines(), wireId, name, data);
        var read = EventLines.read(lines);
        var written = new Frame.Written(lines, 0, ' ', read.data() != null);
        return new Frame.Event(
                read.id(), read.name(), event.name(), read.data() == null ? "" : read.data(), message.end(), written);
    }

    private String payload(Teller teller) {
        if (event.payload().isPresent() || event.form().pretty()) {
            return patched(teller);
        }
        var known = aroundJobId;
        if (known == null) {
            // Two who ask at the same time make the same.
            known = teller.texts().aroundJobId(message, shown);
            aroundJobId = known;
        }
        return String.join(teller.jobIdInJson(), known);
    }

    private String patched(Teller teller) {
        var patch = event.payload().orElseGet(JsonNodeFactory.instance::objectNode);
        var payload = Payload.patched(teller.texts().contract(), message, teller.jobId(), shown, patch);
        return event.form().pretty()
                ? payload.toPrettyString().replace(System.lineSeparator(), "\n")
                : payload.toString();
    }
}
