package dev.understudy.mock.job;

import dev.understudy.contract.Message;
import dev.understudy.scenario.JobEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event of a story. Its text is made when somebody asks, for most of a log lies in the future, and a text is much larger.
 *
 * @param message how the contract says it
 * @param shown what the payload says of the job
 */
record Tale(
        JobEvent event,
        Message message,
        JobState shown,
        @Nullable Id id) implements Line.What {
    /**
     * The id of an event.
     *
     * @param fixed the scenario's own; null for one that is made of the other two
     * @param offset the event's time after the job's beginning
     */
    record Id(@Nullable String fixed, Duration offset, int number) {
        String text(Teller teller) {
            return fixed != null
                    ? fixed
                    : StoryWriter.idAt(teller.clock(), teller.begin().plus(offset), number);
        }
    }

    @Override
    public Frame frame(Teller teller) {
        var name = event.wireName().orElse(message.name());
        return new Frame.Event(
                id == null ? null : id.text(teller),
                name.equals("none") ? null : name,
                event.name(),
                event.data().isPresent() ? event.data().get() : payload(teller),
                message.end());
    }

    private String payload(Teller teller) {
        var texts = teller.texts();
        return event.payload().isEmpty()
                ? texts.of(message, teller.jobId(), shown)
                : Payload.patched(
                                texts.contract(),
                                message,
                                teller.jobId(),
                                shown,
                                event.payload().get())
                        .toString();
    }
}
