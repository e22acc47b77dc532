package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.Direction;
import dev.understudy.network.engine.Engine;
import dev.understudy.network.engine.Proxy;
import dev.understudy.network.engine.Toxic;
import dev.understudy.network.toxic.ToxicKinds;
import java.io.IOException;

/** What can be asked about the toxics of a proxy. Safe for use by many threads: the engine's own does the work. */
final class ToxicCalls {
    private final Engine engine;
    private final Proxies proxies;

    ToxicCalls(Engine engine, Proxies proxies) {
        this.engine = engine;
        this.proxies = proxies;
    }

    Reply index(Request request) throws IOException {
        return engine.call(
                () -> Reply.ok(JsonText.toxics(proxies.get(request.proxy()).toxics())));
    }

    Reply create(Request request) throws IOException {
        return engine.call(() -> {
            var proxy = proxies.get(request.proxy());
            var toxic = read(request.body(), proxy);
            proxy.add(toxic);
            return Reply.ok(JsonText.toxic(toxic));
        });
    }

    Reply show(Request request) throws IOException {
        return engine.call(() -> Reply.ok(JsonText.toxic(toxic(proxies.get(request.proxy()), request))));
    }

    Reply update(Request request) throws IOException {
        return engine.call(() -> {
            var proxy = proxies.get(request.proxy());
            var toxic = toxic(proxy, request);
            var toxicity = new float[] {toxic.toxicity()};
            // What comes before a wrong attribute has changed by then, as with the original.
            new Fields("")
                    .object("attributes", attributes(toxic))
                    .real("toxicity", value -> toxicity[0] = value)
                    .putAll(request.body());
            toxic.setToxicity(toxicity[0]);
            proxy.restart(toxic);
            return Reply.ok(JsonText.toxic(toxic));
        });
    }

    Reply delete(Request request) throws IOException {
        engine.call(() -> {
            var proxy = proxies.get(request.proxy());
            proxy.remove(toxic(proxy, request));
            return request;
        });
        return Reply.noContent();
    }

    private static Toxic toxic(Proxy proxy, Request request) {
        return proxy.toxic(request.toxic()).orElseThrow(() -> ApiException.notFound("toxic"));
    }

    private static Toxic read(Json body, Proxy proxy) {
        var draft = new Draft();
        new Fields("ToxicWrapper")
                .object("attributes", new Fields("NoopToxic"))
                .text("name", text -> draft.name = text)
                .text("type", text -> draft.type = text)
                .text("stream", text -> draft.stream = text)
                .real("toxicity", value -> draft.toxicity = value)
                .putAll(body);
        var toxic = draft.make();
        if (proxy.toxic(toxic.name()).isPresent()) {
            throw ApiException.exists("toxic");
        }
        new Fields("").object("attributes", attributes(toxic)).putAll(body);
        return toxic;
    }

    private static Fields attributes(Toxic toxic) {
        var fields = new Fields(".attributes");
        toxic.kind()
                .attributes()
                .forEach(name -> fields.whole(name, value -> toxic.settings().set(name, value)));
        return fields;
    }

    private static final class Draft {
        private String name = "";
        private String type = "";
        private String stream = Direction.DOWNSTREAM.text();
        private float toxicity = 1;

        /** Checks in the order of the original: the direction, then the kind. */
        Toxic make() {
            var direction = Direction.named(stream)
                    .orElseThrow(
                            () -> ApiException.invalid("stream was invalid, can be either upstream or downstream"));
            var kind = ToxicKinds.named(type).orElseThrow(() -> ApiException.invalid("invalid toxic type"));
            var toxic = new Toxic(name.isEmpty() ? type + "_" + stream : name, kind, direction, stream);
            toxic.setToxicity(toxicity);
            return toxic;
        }
    }
}
