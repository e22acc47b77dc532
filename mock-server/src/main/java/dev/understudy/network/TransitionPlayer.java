package dev.understudy.network;

import dev.understudy.network.engine.Direction;
import dev.understudy.network.engine.Ending;
import dev.understudy.network.engine.Newcomers;
import dev.understudy.network.engine.Side;
import dev.understudy.network.toxiproxy.LiveProxy;
import dev.understudy.scenario.situation.Change;
import dev.understudy.scenario.situation.Transition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Plays one transition on one proxy. Steps that are due at once are done when {@link #begin} returns.
 *
 * <p>Its steps come one after the other on changing threads; {@link #close} is for any thread and waits for none.
 */
final class TransitionPlayer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TransitionPlayer.class.getName());

    private final FaultProxy proxy;
    private final LiveProxy live;
    private final Transition transition;
    private final List<StandIn> standIns = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    TransitionPlayer(FaultProxy proxy, LiveProxy live, Transition transition) {
        this.proxy = proxy;
        this.live = live;
        this.transition = transition;
    }

    void begin() {
        goOnAt(0);
    }

    private void goOnAt(int number) {
        if (closed || number == transition.steps().size()) {
            return;
        }
        var step = transition.steps().get(number);
        if (step.after().isZero()) {
            playFrom(number);
        } else {
            CompletableFuture.delayedExecutor(step.after().toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> attempt(number));
        }
    }

    private void playFrom(int number) {
        if (!closed) {
            make(transition.steps().get(number).change());
            goOnAt(number + 1);
        }
    }

    /** The proxy may be closed by then, and nobody waits for this. */
    private void attempt(int step) {
        try {
            playFrom(step);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    () -> "Step " + (step + 1) + " of " + transition.name() + " could not be done.",
                    e);
        }
    }

    private void make(Change change) {
        if (change instanceof Change.Plain plain) {
            make(plain);
        } else if (change instanceof Change.End end) {
            live.end(side(end.side()), end.reset() ? Ending.RST : Ending.FIN);
        } else if (change instanceof Change.Newcomers newcomers) {
            live.treat(Newcomers.valueOf(newcomers.reception().name()));
        } else if (change instanceof Change.Become become) {
            proxy.exchangeToxics(this, become.profile());
        } else if (change instanceof Change.Source source) {
            live.dialFrom(Optional.of(address(source)));
        } else if (change instanceof Change.Answer answer) {
            live.routeNewConnectionsTo(Optional.of(standIn(answer)));
        } else {
            makeLasting(change);
        }
    }

    private void makeLasting(Change change) {
        if (change instanceof Change.Idle idle) {
            live.dropWhenIdle(idle.time().orElse(Duration.ZERO));
        } else if (change instanceof Change.StopReading stop) {
            live.stopReading(side(stop.side()));
        } else if (change instanceof Change.Hold hold) {
            live.hold(Direction.DOWNSTREAM, hold.bytes(), hold.most());
        } else if (change instanceof Change.Burst burst) {
            live.burst(burst.period(), burst.open());
        }
    }

    private void make(Change.Plain change) {
        switch (change) {
            case SILENCE -> live.silence();
            case STALL -> live.stall();
            case RESUME -> live.resume();
            case RESET -> live.reset();
            case DOWN -> proxy.down();
            case UP -> proxy.up();
            case ANSWER_NORMALLY -> live.routeNewConnectionsTo(Optional.empty());
        }
    }

    private static Side side(Change.Side side) {
        return Side.valueOf(side.name());
    }

    private static InetAddress address(Change.Source source) {
        try {
            return InetAddress.getByName(source.address());
        } catch (UnknownHostException e) {
            throw new NetworkException(
                    "There is no address '" + source.address() + "'. Write one such as 127.0.0.2.", e);
        }
    }

    private String standIn(Change.Answer answer) {
        var started = StandIn.start(answer);
        standIns.add(started);
        if (closed) {
            close();
        }
        return started.address();
    }

    /** No further step is done, and who answers in the server's place is gone. */
    @Override
    public void close() {
        closed = true;
        standIns.forEach(StandIn::close);
        standIns.clear();
    }
}
