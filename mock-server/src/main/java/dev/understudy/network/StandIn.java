package dev.understudy.network;

import dev.understudy.scenario.situation.Change;
import io.undertow.Undertow;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;

/** Answers in place of a server, as a captive portal does: every request in the same way. */
final class StandIn implements AutoCloseable {
    private final Undertow http;

    private StandIn(Undertow http) {
        this.http = http;
    }

    static StandIn start(Change.Answer answer) {
        var http = Undertow.builder()
                .setIoThreads(1)
                .setWorkerThreads(1)
                .addHttpListener(0, "127.0.0.1", exchange -> {
                    exchange.setStatusCode(answer.status());
                    answer.headers()
                            .forEach((name, value) ->
                                    exchange.getResponseHeaders().put(new HttpString(name), value));
                    // Whoever asks again shall connect again: by then the way may lead somewhere else.
                    exchange.setPersistent(false);
                    exchange.getResponseSender().send(answer.body());
                })
                .build();
        http.start();
        return new StandIn(http);
    }

    /** Where it is, as an upstream of a proxy. */
    String address() {
        var address = (InetSocketAddress) http.getListenerInfo().get(0).getAddress();
        return "127.0.0.1:" + address.getPort();
    }

    @Override
    public void close() {
        http.stop();
    }
}
