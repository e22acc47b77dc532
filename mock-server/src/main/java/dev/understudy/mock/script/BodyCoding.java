package dev.understudy.mock.script;

import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Chunks;
import dev.understudy.scenario.ConnectionPlan.Encoding;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What becomes of a script's writes before they leave: some are held back, and all may be compressed. Not thread-safe. */
final class BodyCoding {
    private final Optional<Gathering> gathering;
    private final Optional<Gzip> gzip;
    private final ArrayDeque<Action> ready = new ArrayDeque<>();

    private BodyCoding(ConnectionPlan plan) {
        this.gathering = plan.chunks().flatMap(Chunks::coalesce).map(Gathering::new);
        this.gzip = plan.encoding() == Encoding.NONE
                ? Optional.empty()
                : Optional.of(new Gzip(plan.encoding() != Encoding.GZIP_HELD));
    }

    /** What this plan wants; null for nothing, as most do. */
    static @Nullable BodyCoding of(ConnectionPlan plan) {
        return plan.encoding() == Encoding.NONE
                        && plan.chunks().flatMap(Chunks::coalesce).isEmpty()
                ? null
                : new BodyCoding(plan);
    }

    /** Whether nothing is on its way through. */
    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** The next action that is to leave, given a source of plain ones. */
    Action next(Duration now, Function<Duration, Action> source) {
        while (ready.isEmpty()) {
            gathering.flatMap(held -> held.due(now)).ifPresent(this::compress);
            if (ready.isEmpty()) {
                take(source.apply(now), now);
            }
        }
        return ready.poll();
    }

    private void take(Action action, Duration now) {
        if (action instanceof Action.Send send) {
            if (gathering.isPresent()) {
                gathering.get().add(send, now).ifPresent(this::compress);
            } else {
                compress(send);
            }
        } else if (action instanceof Action.WaitUntil wait) {
            ready.add(gathering
                    .flatMap(Gathering::deadline)
                    .filter(deadline -> deadline.compareTo(wait.time()) < 0)
                    .<Action>map(Action.WaitUntil::new)
                    .orElse(wait));
        } else if (action instanceof Action.WaitForChange) {
            ready.add(gathering
                    .flatMap(Gathering::deadline)
                    .<Action>map(Action.WaitUntil::new)
                    .orElse(action));
        } else {
            finish(action);
        }
    }

    /** What was held goes before whatever is no write; a clean end is the end of the compressed body, too. */
    private void finish(Action action) {
        gathering.flatMap(Gathering::release).ifPresent(this::compress);
        if (action instanceof Action.End || action instanceof Action.EndThenClose) {
            gzip.flatMap(Gzip::finish).ifPresent(ready::add);
        }
        ready.add(action);
    }

    private void compress(Action.Send send) {
        (gzip.isPresent() ? gzip.get().write(send) : Optional.of(send)).ifPresent(ready::add);
    }
}
