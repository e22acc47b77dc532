package dev.understudy.mock.script;

import dev.understudy.contract.Message;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Late;
import dev.understudy.scenario.ConnectionPlan.Resume;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a connection begins in the job's log.
 *
 * @param index the first log entry that it shows
 * @param snapshot whether the job's present state comes before it
 */
public record StreamStart(int index, boolean snapshot) {
    private static final int NOTHING = Integer.MAX_VALUE;

    /** Whether there is nothing to show, now or later. */
    public boolean isNothing() {
        return index == NOTHING;
    }

    /** Where the contract, or the connection's plan, lets a connection with this Last-Event-ID begin. */
    public static StreamStart of(Job job, ConnectionPlan plan, Optional<String> lastEventId, Duration now) {
        if (job.isLive()) {
            return live(job, plan, now);
        }
        var honoured = lastEventId.filter(id -> plan.resume() != Resume.IGNORE && !id.isEmpty());
        if (honoured.isPresent()) {
            return resume(job, plan.resume(), honoured.get(), now);
        }
        return job.state(now).isFinished() ? late(job, plan.late(), now) : new StreamStart(0, false);
    }

    /** What happened while nobody of them listened is lost on them. */
    private static StreamStart live(Job job, ConnectionPlan plan, Duration now) {
        if (job.state(now).isFinished()) {
            return late(job, plan.late(), now);
        }
        return new StreamStart(job.beganWithListener() ? 0 : job.log().happened(now), false);
    }

    /**
     * Where a WebSocket begins: the first one of a job hears it all, for the job has waited for it; a later one hears what happens from
     * now on.
     *
     * @param comesBack whether it takes the place of one before it, and is to be told what the job is by now
     */
    public static StreamStart ofWebSocket(
            Job job, ConnectionPlan plan, boolean first, boolean comesBack, Duration now) {
        if (job.state(now).isFinished()) {
            return late(job, plan.late(), now);
        }
        return first ? new StreamStart(0, false) : new StreamStart(job.log().happened(now), comesBack);
    }

    private static StreamStart resume(Job job, Resume how, String id, Duration now) {
        if (how == Resume.SNAPSHOT) {
            return unknown(job, now);
        }
        var after = job.log().find(id, now).map(index -> index + 1).or(() -> job.snapshotPosition(id));
        if (after.isEmpty()) {
            return unknown(job, now);
        }
        int index = after.get() + (how == Resume.SKIP ? 1 : how == Resume.REPEAT ? -1 : 0);
        return isPastEnd(job, index, now) ? late(job, Late.TERMINAL, now) : new StreamStart(index, false);
    }

    /** The client has seen the final event, so it gets it once more, for there is nothing else to say. */
    private static boolean isPastEnd(Job job, int index, Duration now) {
        return job.state(now).isFinished() && index >= job.log().size();
    }

    private static StreamStart unknown(Job job, Duration now) {
        return job.state(now).isFinished()
                ? late(job, Late.TERMINAL, now)
                : new StreamStart(job.log().happened(now), true);
    }

    private static StreamStart late(Job job, Late how, Duration now) {
        return switch (how) {
            case TERMINAL -> new StreamStart(finalEvent(job, now), false);
            case WHOLE -> new StreamStart(0, false);
            case NOTHING -> new StreamStart(NOTHING, false);
            case CLOSED -> new StreamStart(job.log().size(), false);
        };
    }

    private static int finalEvent(Job job, Duration now) {
        for (int i = job.log().happened(now) - 1; i >= 0; i--) {
            if (job.log().entry(i).orElseThrow().frame() instanceof Frame.Event event
                    && event.end() == Message.End.JOB) {
                return i;
            }
        }
        return 0;
    }
}
