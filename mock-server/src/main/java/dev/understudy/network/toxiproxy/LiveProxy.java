package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.ConnectionView;
import dev.understudy.network.engine.Ending;
import dev.understudy.network.engine.Engine;
import dev.understudy.network.engine.Proxy;
import dev.understudy.network.engine.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an embedded server can do with a proxy beyond Toxiproxy. Each acts on the connections there are at that moment and
 * leaves later ones alone. Safe for use by many threads.
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
        tell(proxy -> proxy.end(side, ending));
    }

    private void tell(Consumer<Proxy> what) {
        ask(proxy -> {
            what.accept(proxy);
            return name;
        });
    }

    private <T> T ask(Function<Proxy, T> what) {
        try {
            return engine.call(() -> what.apply(proxies.get(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
