package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.Proxy;
import java.util.ArrayList;
import java.util.List;

/** What a client says a proxy is to be. */
record ProxyInput(String name, String listen, String upstream, boolean enabled) {
    private static final ProxyInput BLANK = new ProxyInput("", "", "", true);

    /** Reads a new proxy, enabled unless it says otherwise. */
    static ProxyInput read(Json body) {
        return BLANK.changedBy(body).checked("");
    }

    /** Reads a list of new proxies; each must be complete. */
    static List<ProxyInput> readAll(Json body) {
        if (body instanceof Json.Nothing) {
            return List.of();
        }
        if (!(body instanceof Json.Items items)) {
            throw ApiException.badBody("json: cannot unmarshal " + body.kind() + " into Go value of type []Proxy");
        }
        var read = items.all().stream().map(item -> BLANK.changedBy(item)).toList();
        var all = new ArrayList<ProxyInput>();
        for (var input : read) {
            all.add(input.checked(" at proxy " + (all.size() + 1)));
        }
        return all;
    }

    static ProxyInput of(Proxy proxy) {
        return new ProxyInput(proxy.name(), proxy.listen(), proxy.upstream(), proxy.isEnabled());
    }

    /** The same with what a client wants changed. */
    ProxyInput changedBy(Json body) {
        var draft = new Draft(this);
        new Fields("Proxy")
                .text("name", text -> draft.name = text)
                .text("listen", text -> draft.listen = text)
                .text("upstream", text -> draft.upstream = text)
                .truth("enabled", truth -> draft.enabled = truth)
                .object("Logger", new Fields("Logger"))
                .putAll(body);
        return new ProxyInput(draft.name, draft.listen, draft.upstream, draft.enabled);
    }

    private ProxyInput checked(String where) {
        if (name.isEmpty()) {
            throw ApiException.missing("name" + where);
        }
        if (upstream.isEmpty()) {
            throw ApiException.missing("upstream" + where);
        }
        return this;
    }

    private static final class Draft {
        private String name;
        private String listen;
        private String upstream;
        private boolean enabled;

        Draft(ProxyInput from) {
            this.name = from.name;
            this.listen = from.listen;
            this.upstream = from.upstream;
            this.enabled = from.enabled;
        }
    }
}
