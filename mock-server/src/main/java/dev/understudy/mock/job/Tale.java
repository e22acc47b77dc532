package dev.understudy.mock.job;

import dev.understudy.contract.Message;
import dev.understudy.scenario.JobEvent;
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
        if (event.payload().isPresent()) {
            var patch = event.payload().get();
            return Payload.patched(teller.texts().contract(), message, teller.jobId(), shown, patch)
                    .toString();
        }
        var known = aroundJobId;
        if (known == null) {
            // Two who ask at the same time make the same.
            known = teller.texts().aroundJobId(message, shown);
            aroundJobId = known;
        }
        return String.join(teller.jobIdInJson(), known);
    }
}
