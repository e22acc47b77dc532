package dev.understudy.mock.script;

import dev.understudy.mock.job.Frame;
import dev.understudy.scenario.ConnectionPlan.Coalesce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds writes back, and gives them out as one: what a buffering proxy does, or a fast server. Not thread-safe. */
final class Gathering {
    private final Coalesce limits;
    private final List<Bytes> held = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private int events;
    private Optional<Duration> deadline = Optional.empty();

    Gathering(Coalesce limits) {
        this.limits = limits;
    }

    /** Takes a write in; gives out what is held if that is enough now. */
    Optional<Action.Send> add(Action.Send send, Duration now) {
        if (held.isEmpty()) {
            deadline = limits.time().map(now::plus);
        }
        held.add(send.bytes());
        frames.addAll(send.completes());
        events += (int)
                send.completes().stream().filter(Frame.Event.class::isInstance).count();
        return limits.events().isPresent() && events >= limits.events().getAsInt() ? release() : Optional.empty();
    }

    /** What is held, if its time has come. */
    Optional<Action.Send> due(Duration now) {
        return deadline.filter(time -> time.compareTo(now) <= 0).flatMap(time -> release());
    }

    /** Until when something is held at most; empty for as long as it takes. */
    Optional<Duration> deadline() {
        return deadline;
    }

    /** All that is held. */
    Optional<Action.Send> release() {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        var all = new Action.Send(Bytes.joined(held), frames);
        held.clear();
        frames.clear();
        events = 0;
        deadline = Optional.empty();
        return Optional.of(all);
    }
}
