package dev.understudy.mock.job;

import dev.understudy.contract.Message;
import java.time.Duration;

/**
 * Messages that concern one connection only: they are in no log, and nobody else gets them.
 *
 * <p>Safe for any number of threads.
 */
public final class ConnectionMessages {
    private final PayloadTexts texts;
    private final Job job;

    ConnectionMessages(PayloadTexts texts, Job job) {
        this.texts = texts;
        this.job = job;
    }

    /** The contract's message for this job event, about the job as it is at this time. */
    public Frame.Event message(String jobEvent, Duration now) {
        return frame(
                texts.contract()
                        .message(jobEvent)
                        .orElseThrow(
                                () -> new IllegalArgumentException("The contract has no message '" + jobEvent + "'")),
                now);
    }

    /** What brings a client up to date that cannot be told what it missed: the job as it is at this time. */
    public Frame.Event snapshot(Duration now) {
        return frame(
                texts.snapshot().orElseThrow(() -> new IllegalStateException("The contract has no snapshot message")),
                now);
    }

    private Frame.Event frame(Message message, Duration now) {
        var id = texts.contract().streamForm().ids() ? job.snapshotId(now) : null;
        var name = message.name().equals(Message.UNNAMED) ? null : message.name();
        var payload = texts.of(message, job.id(), job.state(now));
        return new Frame.Event(id, name, message.jobEvent(), payload, message.end());
    }
}
