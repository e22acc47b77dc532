package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.ConnectionView;
import dev.understudy.network.engine.Direction;
import dev.understudy.network.engine.Ending;
import dev.understudy.network.engine.Engine;
import dev.understudy.network.engine.Newcomers;
import dev.understudy.network.engine.Proxy;
import dev.understudy.network.engine.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an embedded server can do with a proxy beyond Toxiproxy. Each acts on the connections there are at that moment and
 * leaves later ones alone, unless it says so. Safe for use by many threads.
 */
public final class LiveProxy {
    private final Engine engine;
    private final Proxies proxies;
    private final String name;

    LiveProxy(Engine engine, Proxies proxies, String name) {
        this.engine = engine;
        this.proxies = proxies;
        this.name = name;
    }

    /** The connections there are, oldest first. */
    public List<ConnectionView> connections() {
        return ask(Proxy::connections);
    }

    /** They stand still: no data and no end passes, and nothing is lost, as in a tunnel. */
    public void stall() {
        tell(Proxy::stall);
    }

    /** Those that stand still go on, and what waited arrives. */
    public void resume() {
        tell(Proxy::resume);
    }

    /** They go silent for good: what either side sends is swallowed, its end and its reset too. */
    public void silence() {
        tell(Proxy::silence);
    }

    /** Both sides see a reset. */
    public void reset() {
        tell(Proxy::reset);
    }

    /** One side is ended; of a silent connection the other side does not hear of it. */
    public void end(Side side, Ending ending) {
        end(side, ending, Duration.ZERO);
    }

    /** The same when so much time has passed; who connects meanwhile is not concerned. */
    public void end(Side side, Ending ending, Duration after) {
        tell(proxy -> proxy.end(side, ending, after));
    }

    /** So many bytes more pass in one direction, and then both sides are ended: at an exact byte. */
    public void cutAfter(Direction direction, long bytes, Ending ending) {
        tell(proxy -> proxy.cutAfter(direction, bytes, ending));
    }

    /** Bytes are kept back until there are so many or the first is so old, of later ones too, as by a proxy; 0 bytes ends that. */
    public void hold(Direction direction, long bytes, Duration most) {
        tell(proxy -> proxy.hold(direction, bytes, most));
    }

    /** One side is no longer read until {@link #resume}, as of an app in the background; the other direction goes on. */
    public void stopReading(Side side) {
        tell(proxy -> proxy.stopReading(side));
    }

    /** Each goes silent when neither side has sent anything for so long, later ones too, as behind a NAT that forgets; 0 ends that. */
    public void dropWhenIdle(Duration time) {
        tell(proxy -> proxy.dropWhenIdle(time));
    }

    /** Bytes pass only at the beginning of each period, of later connections too; a period of 0 ends that. */
    public void burst(Duration period, Duration open) {
        tell(proxy -> proxy.burst(period, open));
    }

    /** Those who connect from now on are treated in another way; those who are connected stay. */
    public void treat(Newcomers newcomers) {
        tell(proxy -> proxy.treat(newcomers));
    }

    /** Those who connect from now on reach another server, or their usual one if it is empty. */
    public void routeNewConnectionsTo(Optional<String> upstream) {
        tell(proxy -> proxy.take(new Proxy.Path(upstream, proxy.path().from())));
    }

    /** The server sees those who connect from now on at this address of this machine, such as 127.0.0.2. */
    public void dialFrom(Optional<InetAddress> address) {
        tell(proxy -> proxy.take(new Proxy.Path(proxy.path().to(), address)));
    }

    /** Everything that was asked for here is taken back; what is silent stays silent. */
    public void calm() {
        tell(Proxy::calm);
    }

    /** Does this once, on a thread that must not wait, when the next client was connected. */
    public void onNextConnection(Runnable what) {
        tell(proxy -> proxy.onNextConnection(what));
    }

    private interface Order {
        void give(Proxy proxy) throws IOException;
    }

    private void tell(Order order) {
        ask(proxy -> {
            order.give(proxy);
            return name;
        });
    }

    private interface Question<T> {
        T ask(Proxy proxy) throws IOException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return engine.call(() -> question.ask(proxies.get(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
