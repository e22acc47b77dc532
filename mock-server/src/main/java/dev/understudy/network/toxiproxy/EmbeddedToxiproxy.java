package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.Engine;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Toxiproxy 2.12 server in this process: the same HTTP interface and the same toxics, so that clients of the original drive
 * it unchanged. Where the original ends its process or hangs, this one answers the same and goes on.
 *
 * <p>Safe for use by many threads. Has no authentication, as the original; so give it an address that only this machine has.
 */
public final class EmbeddedToxiproxy implements AutoCloseable {
    /** Each answer carries this header; the original has none of the name. */
    public static final String KIND_HEADER = "X-Understudy-Toxiproxy";

    /** The version of the original whose behaviour this is. */
    public static final String VERSION = "2.12.0";

    private static final int IO_THREADS = 1;
    private static final int WORKERS = 4;
    private static final long LARGEST_BODY = 16L * 1024 * 1024;

    private final Undertow http;
    private final Engine engine;
    private final Proxies proxies;
    private final Router router;
    private final URI uri;

    private EmbeddedToxiproxy(Undertow http, Engine engine, Proxies proxies, Router router) {
        this.proxies = proxies;
        this.http = http;
        this.engine = engine;
        this.router = router;
        var address = (InetSocketAddress) http.getListenerInfo().get(0).getAddress();
        var host = address.getAddress().getHostAddress();
        this.uri = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Starts one without metrics. See {@link #start(ToxiproxySettings)}. */
    public static EmbeddedToxiproxy start(String host, int port) {
        return start(ToxiproxySettings.at(host, port));
    }

    /**
     * Starts a server.
     *
     * @throws ToxiproxyStartException if it cannot listen there
     */
    public static EmbeddedToxiproxy start(ToxiproxySettings settings) {
        var counts = new ByteCounts();
        try {
            var engine = Engine.start(
                    settings.random(), settings.proxyMetrics() ? counts : (proxy, direction, received, sent) -> {});
            var proxies = new Proxies();
            var router = new Router(routes(engine, proxies, settings.proxyMetrics(), counts));
            return new EmbeddedToxiproxy(serve(settings, engine, router), engine, proxies, router);
        } catch (IOException e) {
            throw new ToxiproxyStartException("No selector could be opened for the fault proxy: " + e.getMessage(), e);
        }
    }

    /** Where its API is. */
    public URI uri() {
        return uri;
    }

    /**
     * Makes the proxies of a JSON list exist, as a POST to {@code /populate} does.
     *
     * @return the answer's body: the proxies, or the error and those that were made before it
     */
    public String populate(String json) throws IOException {
        return router.answer("POST", "/populate", "", json.getBytes(StandardCharsets.UTF_8))
                .reply()
                .body();
    }

    /** What can be done with a proxy beyond Toxiproxy. There must be one of this name when it is asked for something. */
    public LiveProxy live(String proxy) {
        return new LiveProxy(engine, proxies, proxy);
    }

    /** Ends the API, every proxy and every connection. */
    @Override
    public void close() {
        http.stop();
        engine.close();
    }

    private static Undertow serve(ToxiproxySettings settings, Engine engine, Router router) {
        var http = Undertow.builder()
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(WORKERS)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_BODY)
                .addHttpListener(settings.port(), settings.host(), new HttpFront(router))
                .build();
        try {
            http.start();
        } catch (RuntimeException e) {
            engine.close();
            throw new ToxiproxyStartException(whyNot(settings, e), e);
        }
        return http;
    }

    private static String whyNot(ToxiproxySettings settings, RuntimeException e) {
        var place = settings.host() + ":" + settings.port();
        return e.getCause() instanceof BindException
                ? "Port " + settings.port() + " of " + settings.host()
                        + " is taken. Give another with --port, or 0 for any free one."
                : "The fault proxy cannot listen at " + place + ": " + e.getMessage();
    }

    private static List<Route> routes(Engine engine, Proxies all, boolean metrics, ByteCounts counts) {
        var proxies = new ProxyCalls(engine, all);
        var toxics = new ToxicCalls(engine, all);
        var routes = new ArrayList<>(List.of(
                Route.of("POST", "/reset", proxies::reset),
                Route.of("GET", "/proxies", proxies::index),
                Route.of("POST", "/proxies", proxies::create),
                Route.of("POST", "/populate", proxies::populate),
                Route.of("GET", "/proxies/{proxy}", proxies::show),
                Route.of("POST PATCH", "/proxies/{proxy}", proxies::update),
                Route.of("DELETE", "/proxies/{proxy}", proxies::delete),
                Route.of("GET", "/proxies/{proxy}/toxics", toxics::index),
                Route.of("POST", "/proxies/{proxy}/toxics", toxics::create),
                Route.of("GET", "/proxies/{proxy}/toxics/{toxic}", toxics::show),
                Route.of("POST PATCH", "/proxies/{proxy}/toxics/{toxic}", toxics::update),
                Route.of("DELETE", "/proxies/{proxy}/toxics/{toxic}", toxics::delete),
                Route.of("GET", "/version", request -> version())));
        routes.addAll(new LiveCalls(engine, all).routes());
        if (metrics) {
            routes.add(Route.of(
                    "*",
                    "/metrics",
                    request -> Reply.text("text/plain; version=0.0.4; charset=utf-8", engine.call(counts::text))));
        }
        return routes;
    }

    private static Reply version() {
        return Reply.text("application/json;charset=utf-8", "{\"version\": \"" + VERSION + "\"}\n");
    }
}
