package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Dialect;
import dev.understudy.contract.Message;
import dev.understudy.scenario.EventLines;
import dev.understudy.scenario.JobEvent;
import dev.understudy.scenario.MergePatch;
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
    private final Dialect own;
    private final JobState shown;
    private final Moment moment;
    /** The payload but for the job's id, once it was asked for: the story may be that of very many jobs. */
    private volatile @Nullable List<String> aroundJobId;

    /**
     * An event that was not told yet.
     *
     * @param own whose messages the event's own payload and name are written for; in others it is told as the contract has it
     * @param shown what the payload says of the job; its times count from the job's beginning
     */
    Tale(JobEvent event, Dialect own, JobState shown, Moment moment) {
        this.event = event;
        this.own = own;
        this.shown = shown;
        this.moment = moment;
    }

    /** When it happens after the job's beginning, and the id that says so; null for none. */
    record Moment(Duration offset, @Nullable Id id) {}

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
    public Frame frame(Teller teller, Dialect dialect) {
        var message = dialect.event(event.name());
        if (message.isEmpty()) {
            return new Frame.Untold();
        }
        var wireId = moment.id() == null ? null : moment.id().text(teller);
        return dialect.name().equals(own.name())
                ? written(teller, message.get(), wireId)
                : event(
                        message.get(),
                        message.get().wireName(),
                        wireId,
                        teller.payload(message.get(), at(teller), due(teller)));
    }

    private JobState at(Teller teller) {
        return shown.after(teller.begin());
    }

    private Duration due(Teller teller) {
        return teller.begin().plus(moment.offset());
    }

    private Frame.Event event(Message message, @Nullable String name, @Nullable String wireId, String data) {
        return new Frame.Event(wireId, name, event.name(), data, message.end());
    }

    private Frame.Event written(Teller teller, Message message, @Nullable String wireId) {
        var wireName = event.wireName().orElse(message.name());
        var name = isUnnamed(message) || wireName.equals("none") ? null : wireName;
        var data = event.data().map(teller::filled).orElseGet(() -> payload(teller, message));
        return event.form().equals(WireForm.USUAL)
                ? event(message, name, wireId, data)
                : formed(message, name, wireId, data);
    }

    /** Whether the contract sends it without a name, and the story does not want it otherwise. */
    private boolean isUnnamed(Message message) {
        return event.wireName().isEmpty() && message.wireName() == null;
    }

    /** What a log keeps of such an event is what a reader gets from it. */
    private Frame.Event formed(Message message, @Nullable String name, @Nullable String wireId, String data) {
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
        if (event.payload().isPresent() || event.form().pretty()) {
            return patched(teller, message);
        }
        if (!teller.texts().isPlain(message)) {
            return teller.payload(message, at(teller), due(teller));
        }
        var known = aroundJobId;
        if (known == null) {
            // Two who ask at the same time make the same.
            known = teller.texts().aroundJobId(message, shown);
            aroundJobId = known;
        }
        return String.join(teller.jobIdInJson(), known);
    }

    private String patched(Teller teller, Message message) {
        var patch = event.payload().orElseGet(JsonNodeFactory.instance::objectNode);
        var payload = MergePatch.apply(teller.tree(message, at(teller), due(teller)), patch);
        return event.form().pretty()
                ? payload.toPrettyString().replace(System.lineSeparator(), "\n")
                : payload.toString();
    }
}
