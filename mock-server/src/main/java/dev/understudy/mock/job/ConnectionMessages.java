package dev.understudy.mock.job;

import dev.understudy.contract.Message;

/**
 * Messages that concern one connection only: they are in no log, and nobody else gets them.
 *
 * <p>Safe for any number of threads.
 */
public final class ConnectionMessages {
    private final PayloadTexts texts;
    private final Job job;
    private final JobClock clock;

    ConnectionMessages(PayloadTexts texts, Job job, JobClock clock) {
        this.texts = texts;
        this.job = job;
        this.clock = clock;
    }

    /** The contract's message for this job event, about the job as it is now. */
    public Frame.Event message(String jobEvent) {
        return frame(texts.contract()
                .message(jobEvent)
                .orElseThrow(() -> new IllegalArgumentException("The contract has no message '" + jobEvent + "'")));
    }

    /** What brings a client up to date that cannot be told what it missed. */
    public Frame.Event snapshot() {
        return frame(
                texts.snapshot().orElseThrow(() -> new IllegalStateException("The contract has no snapshot message")));
    }

    private Frame.Event frame(Message message) {
        var now = clock.now();
        var id = job.snapshotId(job.log().happened(now));
        var payload = texts.of(message, job.id(), job.state(now));
        return new Frame.Event(id, message.name(), message.jobEvent(), payload, message.end());
    }
}
