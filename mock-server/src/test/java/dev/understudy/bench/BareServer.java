package dev.understudy.bench;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.Options;
import org.xnio.channels.StreamSinkChannel;
import picocli.CommandLine;

/** The least that Undertow can do for a stream: ready bytes, one write and flush per event, the I/O thread's timer, nothing else. */
final class BareServer {
    private static final byte[] EVENT = """
            id: 1767225600100-0020
            event: processing
            data: {"jobId":"bench-paced--1-1000","status":"processing","progress":0.5,"processedCount":49,"totalCount":98}

            """.getBytes(StandardCharsets.UTF_8);

    private static final Logger XNIO = Logger.getLogger("org.xnio");
    private static final Logger UNDERTOW = Logger.getLogger("io.undertow");

    private BareServer() {}

    /** Listens on a free loopback port, prints the line {@code Ready: URL}, and serves until it is killed. */
    public static void main(String[] args) {
        XNIO.setLevel(Level.WARNING);
        UNDERTOW.setLevel(Level.WARNING);
        var server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setSocketOption(Options.BACKLOG, 4096)
                .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerThreads(4)
                .setHandler(exchange -> exchange.dispatch(
                        exchange.getIoThread(), new Stream(exchange, Work.of(exchange.getRequestPath()))))
                .build();
        server.start();
        var address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        PrintWriter out = new CommandLine(new ServerProcess.Nothing()).getOut();
        out.println("Ready: http://127.0.0.1:" + address.getPort());
        out.flush();
    }

    /** One answer. Lives on its exchange's I/O thread. */
    private static final class Stream implements Runnable {
        private final HttpServerExchange exchange;
        private final Work work;
        private final ByteBuffer buffer = ByteBuffer.wrap(EVENT);
        private final StreamSinkChannel sink;
        private int sent;

        Stream(HttpServerExchange exchange, Work work) {
            this.exchange = exchange;
            this.work = work;
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
            this.sink = exchange.getResponseChannel();
            sink.getWriteSetter().set(channel -> {
                sink.suspendWrites();
                goOn();
            });
        }

        @Override
        public void run() {
            goOn();
        }

        private void goOn() {
            try {
                play();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void play() throws IOException {
            while (sent < work.events()) {
                if (!push()) {
                    sink.resumeWrites();
                    return;
                }
                buffer.clear();
                sent++;
                if (!work.every().isZero()) {
                    exchange.getIoThread().executeAfter(this::goOn, work.every().toNanos(), TimeUnit.NANOSECONDS);
                    return;
                }
            }
            if (work.ends()) {
                exchange.endExchange();
            }
        }

        private boolean push() throws IOException {
            while (buffer.hasRemaining()) {
                if (sink.write(buffer) == 0) {
                    return false;
                }
            }
            return sink.flush();
        }
    }
}
