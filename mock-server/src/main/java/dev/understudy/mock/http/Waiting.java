package dev.understudy.mock.http;

import dev.understudy.mock.wire.IoTimer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that waits for a time of the jobs' clock, which may be moved meanwhile. Lives on its exchange's I/O thread. */
final class Waiting {
    private final Call call;
    private final Duration until;
    private final Runnable then;
    private final IoTimer timer;
    private Runnable stopListening = () -> {};
    private @Nullable Runnable stopTimer;
    private boolean over;

    private Waiting(Call call, Duration until, Runnable then) {
        this.call = call;
        this.until = until;
        this.then = then;
        this.timer = new IoTimer(call.exchange().getIoThread());
    }

    /** Does this so much later, on the I/O thread. */
    static void on(Call call, Duration time, Runnable then) {
        var exchange = call.exchange();
        var waiting = new Waiting(call, call.session().clock().now().plus(time), then);
        exchange.dispatch(exchange.getIoThread(), waiting::begin);
    }

    private void begin() {
        stopListening = call.session().clock().onMove(() -> timer.soon(this::look, () -> {}));
        look();
    }

    private void look() {
        if (over) {
            return;
        }
        if (stopTimer != null) {
            stopTimer.run();
        }
        if (call.session().clock().now().compareTo(until) < 0) {
            stopTimer = timer.later(call.session().clock().realTimeUntil(until), this::look, () -> {});
            return;
        }
        over = true;
        stopListening.run();
        ContractHandler.guarded(call, then);
    }
}
