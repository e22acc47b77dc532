package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Dialect;
import dev.understudy.contract.Message;
import java.time.Duration;
import java.util.Optional;

/**
 * Messages that concern one connection only: they are in no log, and nobody else gets them.
 *
 * <p>Safe for any number of threads.
 */
public final class ConnectionMessages {
    private final Teller teller;
    private final Job job;

    ConnectionMessages(Teller teller, Job job) {
        this.teller = teller;
        this.job = job;
    }

    /** The dialect's message for this job event, or with this key, about the job as it is at this time. */
    public Frame.Event message(Dialect dialect, String name, Duration now) {
        return message(
                dialect.message(name)
                        .orElseThrow(() -> new IllegalArgumentException("The contract has no message '" + name + "'")),
                now);
    }

    /** What brings a client up to date that cannot be told what it missed: the job as it is at this time. */
    public Frame.Event snapshot(Dialect dialect, Duration now) {
        return message(
                dialect.snapshot().orElseThrow(() -> new IllegalStateException("The contract has no snapshot message")),
                now);
    }

    /** What happened last, told anew; empty if nothing has, or nothing that the dialect tells. */
    public Optional<Frame.Event> latest(Dialect dialect, Duration now) {
        for (int i = job.log().happened(now) - 1; i >= 0; i--) {
            var frame = job.log().entry(i).orElseThrow().frame(dialect);
            if (frame instanceof Frame.Event event) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** This message, about the job as it is at this time. */
    public Frame.Event message(Message message, Duration now) {
        var id = teller.texts().contract().streamForm().ids() ? job.snapshotId(now) : null;
        return new Frame.Event(id, message.wireName(), message.jobEvent(), payload(message, now), message.end());
    }

    private String payload(Message message, Duration now) {
        if (teller.texts().isPlain(message)) {
            return teller.payload(message, job.state(now), now);
        }
        var surroundings = new Surroundings(teller, job.state(now), now);
        return teller.texts()
                .contract()
                .render(message.payload(), name -> token(name).or(() -> surroundings.apply(name)))
                .toString();
    }

    private Optional<JsonNode> token(String name) {
        return switch (name) {
            case Surroundings.TOKEN -> Optional.of(JsonNodeFactory.instance.textNode(job.token()));
            case Surroundings.TOKEN_SECONDS ->
                Optional.of(JsonNodeFactory.instance.numberNode(job.tokenTtl().toSeconds()));
            default -> Optional.empty();
        };
    }
}
