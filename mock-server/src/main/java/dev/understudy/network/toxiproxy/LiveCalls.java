package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.ConnectionView;
import dev.understudy.network.engine.Direction;
import dev.understudy.network.engine.Ending;
import dev.understudy.network.engine.Engine;
import dev.understudy.network.engine.Newcomers;
import dev.understudy.network.engine.Side;
import dev.understudy.yaml.NearestWord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What {@link LiveProxy} can do, over HTTP below {@code /ext/}: the original answers 404 to all of it. */
final class LiveCalls {
    private static final Map<String, BiConsumer<LiveProxy, Words>> ORDERS = orders();

    private final Engine engine;
    private final Proxies proxies;

    LiveCalls(Engine engine, Proxies proxies) {
        this.engine = engine;
        this.proxies = proxies;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/ext/proxies/{proxy}/connections", this::connections),
                Route.of("POST", "/ext/proxies/{proxy}/{order}", this::order));
    }

    private Reply connections(Request request) {
        return Reply.ok(
                live(request).connections().stream().map(LiveCalls::json).collect(Collectors.joining(",", "[", "]")));
    }

    private Reply order(Request request) {
        var order = ORDERS.get(request.toxic());
        if (order == null) {
            throw ApiException.unknown("There is no order '" + request.toxic() + "'. "
                    + NearestWord.advice(request.toxic(), ORDERS.keySet()));
        }
        order.accept(live(request), Words.read(request.optionalBody()));
        return Reply.noContent();
    }

    private LiveProxy live(Request request) {
        return new LiveProxy(engine, proxies, request.proxy());
    }

    private static String json(ConnectionView view) {
        return "{\"number\":" + view.number() + ",\"client\":" + JsonText.string(view.client()) + ",\"bytes_up\":"
                + view.bytesUp() + ",\"bytes_down\":" + view.bytesDown() + ",\"state\":\""
                + view.state().name().toLowerCase(Locale.ROOT) + "\",\"ended\":["
                + view.ended().stream()
                        .map(side -> "\"" + side.name().toLowerCase(Locale.ROOT) + "\"")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static Map<String, BiConsumer<LiveProxy, Words>> orders() {
        var orders = new TreeMap<String, BiConsumer<LiveProxy, Words>>();
        orders.put("silence", (proxy, words) -> proxy.silence());
        orders.put("stall", (proxy, words) -> proxy.stall());
        orders.put("resume", (proxy, words) -> proxy.resume());
        orders.put("reset", (proxy, words) -> proxy.reset());
        orders.put("end", (proxy, words) -> proxy.end(words.side(), words.ending(), words.time()));
        orders.put("cut", (proxy, words) -> proxy.cutAfter(words.direction(), words.bytes, words.ending()));
        orders.put("hold", (proxy, words) -> proxy.hold(words.direction(), words.bytes, words.time()));
        orders.put("stop_reading", (proxy, words) -> proxy.stopReading(words.side()));
        orders.put("drop_when_idle", (proxy, words) -> proxy.dropWhenIdle(words.time()));
        orders.put("burst", (proxy, words) -> proxy.burst(words.time(), Duration.ofMillis(words.openMillis)));
        orders.put("newcomers", (proxy, words) -> proxy.treat(words.newcomers()));
        orders.put("route", (proxy, words) -> proxy.routeNewConnectionsTo(words.nonEmpty(words.upstream)));
        orders.put("dial_from", (proxy, words) -> proxy.dialFrom(words.address()));
        return orders;
    }

    /** The members of an order's body, each with what it is if it is missing. */
    private static final class Words {
        private String side = "client";
        private String ending = "fin";
        private String stream = "downstream";
        private String mode = "served";
        private String upstream = "";
        private String from = "";
        private long bytes;
        private long millis;
        private long openMillis;

        static Words read(Json body) {
            var words = new Words();
            new Fields("order")
                    .text("side", text -> words.side = text)
                    .text("ending", text -> words.ending = text)
                    .text("stream", text -> words.stream = text)
                    .text("mode", text -> words.mode = text)
                    .text("upstream", text -> words.upstream = text)
                    .text("address", text -> words.from = text)
                    .whole("bytes", number -> words.bytes = number)
                    .whole("millis", number -> words.millis = number)
                    .whole("open_millis", number -> words.openMillis = number)
                    .putAllKnown(body);
            return words;
        }

        Side side() {
            return one("side", side, Side.values());
        }

        Ending ending() {
            return one("ending", ending, Ending.values());
        }

        Direction direction() {
            return one("stream", stream, Direction.values());
        }

        Newcomers newcomers() {
            return one("mode", mode, Newcomers.values());
        }

        Duration time() {
            return Duration.ofMillis(millis);
        }

        Optional<String> nonEmpty(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }

        Optional<InetAddress> address() {
            try {
                return from.isEmpty() ? Optional.empty() : Optional.of(InetAddress.getByName(from));
            } catch (UnknownHostException e) {
                throw ApiException.invalid("There is no address '" + from + "'. Write one such as 127.0.0.2.");
            }
        }

        private static <E extends Enum<E>> E one(String word, String text, E[] all) {
            for (var each : all) {
                if (each.name().equalsIgnoreCase(text)) {
                    return each;
                }
            }
            throw ApiException.invalid(word + " is '" + text + "'. Use one of: "
                    + List.of(all).toString().toLowerCase(Locale.ROOT) + ".");
        }
    }
}
