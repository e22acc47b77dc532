package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.Engine;
import dev.understudy.network.engine.Proxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What can be asked about proxies. Safe for use by many threads: the engine's own does the work. */
final class ProxyCalls {
    private final Engine engine;
    private final Proxies proxies;

    ProxyCalls(Engine engine, Proxies proxies) {
        this.engine = engine;
        this.proxies = proxies;
    }

    Reply index(Request request) throws IOException {
        return engine.call(() -> Reply.ok(JsonText.proxiesByName(proxies.all())));
    }

    Reply create(Request request) throws IOException {
        var input = ProxyInput.read(request.body());
        var address = ListenAddress.lookUp(input.listen());
        return engine.call(() -> {
            if (proxies.has(input.name())) {
                throw ApiException.exists("proxy");
            }
            return Reply.created(JsonText.proxy(add(input, address)));
        });
    }

    Reply show(Request request) throws IOException {
        return engine.call(() -> Reply.ok(JsonText.proxy(proxies.get(request.proxy()))));
    }

    Reply update(Request request) throws IOException {
        var before = engine.call(() -> ProxyInput.of(proxies.get(request.proxy())));
        var input = before.changedBy(request.body());
        var address = ListenAddress.lookUp(input.listen());
        return engine.call(() -> {
            var proxy = proxies.get(request.proxy());
            if (differs(proxy, input, address)) {
                proxy.stop();
                proxy.setAddresses(input.listen(), input.upstream());
            }
            if (!input.enabled()) {
                proxy.stop();
            } else if (!proxy.isEnabled()) {
                address.start(proxy);
            }
            return Reply.ok(JsonText.proxy(proxy));
        });
    }

    Reply delete(Request request) throws IOException {
        engine.call(() -> {
            proxies.get(request.proxy()).stop();
            proxies.remove(request.proxy());
            return request;
        });
        return Reply.noContent();
    }

    /** Starts what is stopped and takes all toxics away, one proxy after the other; the first that fails ends it. */
    Reply reset(Request request) throws IOException {
        for (var proxy : engine.call(() -> List.copyOf(proxies.all()))) {
            var address = ListenAddress.lookUp(engine.call(proxy::listen));
            engine.call(() -> {
                if (!proxy.isEnabled()) {
                    address.start(proxy);
                }
                proxy.toxics().forEach(proxy::remove);
                return proxy;
            });
        }
        return Reply.noContent();
    }

    /** Makes the proxies of a list exist. Those that are there already and the same stay as they are. */
    Reply populate(Request request) throws IOException {
        var done = new ArrayList<Proxy>();
        try {
            for (var input : ProxyInput.readAll(request.body())) {
                var address = ListenAddress.lookUp(input.listen());
                done.add(engine.call(() -> addOrReplace(input, address)));
            }
        } catch (ApiException e) {
            var list = engine.call(() -> JsonText.proxies(done));
            return Reply.json(e.status(), "{" + JsonText.errorMembers(e) + ",\"proxies\":" + list + "}");
        }
        return Reply.created("{\"proxies\":" + engine.call(() -> JsonText.proxies(done)) + "}");
    }

    private Proxy addOrReplace(ProxyInput input, ListenAddress address) {
        if (proxies.has(input.name())) {
            var existing = proxies.get(input.name());
            if (!differs(existing, input, address)) {
                return existing;
            }
            existing.stop();
        }
        return add(input, address);
    }

    private Proxy add(ProxyInput input, ListenAddress address) {
        var proxy = new Proxy(engine, input.name(), input.listen(), input.upstream());
        if (input.enabled()) {
            address.start(proxy);
        }
        proxies.put(proxy);
        return proxy;
    }

    private static boolean differs(Proxy proxy, ProxyInput input, ListenAddress address) {
        return !proxy.listen().equals(address.resolved()) || !proxy.upstream().equals(input.upstream());
    }
}
