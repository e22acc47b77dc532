package dev.understudy.mock.job;

import dev.understudy.contract.Message;
import dev.understudy.scenario.JobEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event of a job's log before it is told: its text is made when somebody asks, for most of a log lies in the future, and a text is
 * much larger than this.
 *
 * @param shown what the payload says of the job
 */
record Tale(PayloadTexts texts, String jobId, @Nullable String id, JobEvent event, JobState shown)
        implements Supplier<Frame> {
    @Override
    public Frame get() {
        var message = message();
        var name = event.wireName().orElse(message.name());
        return new Frame.Event(
                id,
                name.equals("none") ? null : name,
                event.name(),
                event.data().orElseGet(this::payload),
                message.end());
    }

    private Message message() {
        return texts.contract().message(event.name()).orElseThrow();
    }

    private String payload() {
        return event.payload()
                .map(patch -> Payload.patched(texts.contract(), message(), jobId, shown, patch)
                        .toString())
                .orElseGet(() -> texts.of(message(), jobId, shown));
    }
}
