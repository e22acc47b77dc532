package dev.understudy.mock.record;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * Sends a stream through a recorder of its own before anybody comes: the first one takes most of a second otherwise, which would be in
 * the recording. The target hears nothing of it.
 */
final class WarmUp {
    private WarmUp() {}

    static void run(Contract contract) {
        var recording = new Recording(contract);
        var target = serve(exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
            exchange.getResponseSender().send("retry: 1\n\nevent: warm\ndata: {}\n\n");
        });
        var recorder = serve(new Forwarding(uri(target), recording, () -> {}));
        try {
            var client = HttpClient.newHttpClient();
            var path = contract.operations().stream()
                    .filter(operation -> operation.role().equals(Optional.of(JobRole.STREAM)))
                    .map(operation -> operation.path().toString().replaceAll("\\{[^}]*\\}", "warm-up"))
                    .findFirst()
                    .orElse("/");
            client.send(
                    HttpRequest.newBuilder(uri(recorder).resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            recording.jobs().forEach(takes -> new Transcriber(contract, takes).write("warm-up", false, "nobody"));
        } catch (IOException e) {
            // It was for nothing, then; the recording itself will tell what is wrong.
            System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.DEBUG, "Nothing was warmed up.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            recorder.stop();
            target.stop();
        }
    }

    private static Undertow serve(HttpHandler handler) {
        var server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(1)
                .setHandler(handler)
                .build();
        server.start();
        return server;
    }

    private static URI uri(Undertow server) {
        var bound = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + bound.getPort());
    }
}
