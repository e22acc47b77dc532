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
 * @param shown what the payload says of the job
 */
record Tale(JobEvent event, JobState shown, @Nullable Id id) implements Line.What {
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
        var message = teller.texts().contract().message(event.name()).orElseThrow();
        var wireName = event.wireName().orElse(message.name());
        var name = wireName.equals("none") ? null : wireName;
        var wireId = id == null ? null : id.text(teller);
        var data = event.data().orElseGet(() -> payload(teller, message));
        return event.form().equals(WireForm.USUAL)
                ? new Frame.Event(wireId, name, event.name(), data, message.end())
                : formed(wireId, name, data, message);
    }

    /** What a log keeps of such an event is what a reader gets from it. */
    private Frame.Event formed(@Nullable String wireId, @Nullable String name, String data, Message message) {
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

    private String payload(Teller teller, Message message) {
        var texts = teller.texts();
        if (event.form().pretty()) {
            var patch = event.payload().orElseGet(JsonNodeFactory.instance::objectNode);
            return Payload.patched(texts.contract(), message, teller.jobId(), shown, patch)
                    .toPrettyString()
                    .replace(System.lineSeparator(), "\n");
        }
        return event.payload()
                .map(patch -> Payload.patched(texts.contract(), message, teller.jobId(), shown, patch)
                        .toString())
                .orElseGet(() -> texts.of(message, teller.jobId(), shown));
    }
}
