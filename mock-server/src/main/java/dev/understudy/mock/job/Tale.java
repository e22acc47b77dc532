package dev.understudy.mock.job;

import dev.understudy.contract.Message;
import dev.understudy.scenario.JobEvent;
import java.time.Duration;
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
        var message = teller.texts().contract().message(event.name()).orElseThrow();
        var name = event.wireName().orElse(message.name());
        return new Frame.Event(
                id == null ? null : id.text(teller),
                name.equals("none") ? null : name,
                event.name(),
                event.data().orElseGet(() -> payload(teller, message)),
                message.end());
    }

    private String payload(Teller teller, Message message) {
        var texts = teller.texts();
        return event.payload()
                .map(patch -> Payload.patched(texts.contract(), message, teller.jobId(), shown, patch)
                        .toString())
                .orElseGet(() -> texts.of(message, teller.jobId(), shown));
    }
}
