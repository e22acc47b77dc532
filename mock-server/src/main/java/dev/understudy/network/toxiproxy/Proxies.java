package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The proxies of one server by name. Belongs to the engine's thread. */
final class Proxies {
    private final Map<String, Proxy> byName = new TreeMap<>();

    Collection<Proxy> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * The proxy with this name.
     *
     * @throws ApiException if there is none
     */
    Proxy get(String name) {
        var proxy = byName.get(name);
        if (proxy == null) {
            throw ApiException.notFound("proxy");
        }
        return proxy;
    }

    void put(Proxy proxy) {
        byName.put(proxy.name(), proxy);
    }

    void remove(String name) {
        byName.remove(name);
    }
}
