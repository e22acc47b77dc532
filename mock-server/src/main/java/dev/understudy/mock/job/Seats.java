package dev.understudy.mock.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of a job, one for each token: who is there, and who may come back.
 *
 * <p>Safe for any number of threads.
 */
public final class Seats {
    private final Map<String, Seat> byToken = new HashMap<>();

    /** The place of one connection. The lock of all seats guards it. */
    private static final class Seat {
        private final Runnable whenReplaced;
        /** Until when its client may come back; null while it is there. */
        private @Nullable Duration heldUntil;

        Seat(Runnable whenReplaced) {
            this.whenReplaced = whenReplaced;
        }
    }

    /**
     * How somebody was let in.
     *
     * @param cameBack whether it took the place of one before it
     * @param leave to be called when it goes, with the time until which it may come back
     */
    public record Admission(boolean cameBack, Consumer<Duration> leave) {}

    /**
     * How somebody wants to be let in.
     *
     * @param comesBack whether it says that it comes back
     * @param once whether its token lets in one only, who may come back
     */
    public record Request(boolean comesBack, boolean once) {}

    /**
     * Lets somebody in, and whoever was there before goes; empty if this token has let somebody in already.
     *
     * @param whenReplaced is called, on any thread, when somebody takes its place
     */
    public synchronized Optional<Admission> take(String token, Request request, Duration now, Runnable whenReplaced) {
        var before = byToken.get(token);
        boolean held = before != null && (before.heldUntil == null || now.compareTo(before.heldUntil) <= 0);
        boolean cameBack = request.comesBack() && held;
        if (before != null && request.once() && !cameBack) {
            return Optional.empty();
        }
        if (cameBack && before != null && before.heldUntil == null) {
            before.whenReplaced.run();
        }
        var seat = new Seat(whenReplaced);
        byToken.put(token, seat);
        return Optional.of(new Admission(cameBack, until -> leave(seat, until)));
    }

    private synchronized void leave(Seat seat, Duration until) {
        seat.heldUntil = until;
    }
}
