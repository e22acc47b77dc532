package dev.understudy.mock.control;

import dev.understudy.journal.JournalFile;
import dev.understudy.mock.script.Bytes;
import dev.understudy.mock.session.MockSession;
import dev.understudy.mock.wire.Drop;
import dev.understudy.mock.wire.UndertowWire;
import dev.understudy.mock.wire.Wire;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session's journal as it grows, over Server-Sent Events: first what there is, then what comes. The id of an event is the number of
 * entries up to it, so whoever comes back with one misses nothing.
 *
 * <p>Lives on its exchange's I/O thread. A slow reader holds up nothing: what it has not read yet stays in the journal.
 */
final class JournalFeed {
    private static final int ENTRIES_PER_WRITE = 256;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private final HttpServerExchange exchange;
    private final MockSession session;
    private long position;
    private boolean writing;
    private boolean over;
    private @Nullable Wire wire;
    private Runnable stopListening = () -> {};
    private Runnable signOfLife = () -> {};

    private JournalFeed(HttpServerExchange exchange, MockSession session, long position) {
        this.exchange = exchange;
        this.session = session;
        this.position = position;
    }

    static void open(ControlCall call, MockSession session) {
        var exchange = call.exchange();
        var feed = new JournalFeed(exchange, session, position(exchange));
        exchange.dispatch(exchange.getIoThread(), feed::start);
    }

    /** What is no number of ours is as good as none. */
    private static long position(HttpServerExchange exchange) {
        var id = exchange.getRequestHeaders().getFirst(new HttpString("Last-Event-ID"));
        return id != null && id.matches("[0-9]{1,15}") ? Long.parseLong(id) : 0;
    }

    private void start() {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        var opened = new UndertowWire(exchange, this::abandon, broken -> abandon());
        wire = opened;
        stopListening = session.journal().listen(entry -> opened.soon(this::go));
        session.onClose(() -> opened.soon(this::go));
        live();
        go();
    }

    /** So that both sides and whoever is between them know that it is open. */
    private void live() {
        if (wire != null && !over) {
            signOfLife = wire.later(SIGN_OF_LIFE, () -> {
                send(": open\n\n");
                live();
            });
        }
    }

    private void go() {
        while (!over && !writing) {
            var part = session.journal().part(position, ENTRIES_PER_WRITE);
            if (part.entries().isEmpty()) {
                if (session.isClosed()) {
                    send("event: closed\ndata: {}\n\n");
                    end();
                }
                return;
            }
            var text = new StringBuilder();
            if (part.from() > position) {
                text.append("event: forgotten\ndata: ")
                        .append(part.from() - position)
                        .append("\n\n");
            }
            long number = part.from();
            for (var entry : List.copyOf(part.entries())) {
                number++;
                text.append("id: ")
                        .append(number)
                        .append("\nevent: entry\ndata: ")
                        .append(JournalFile.line(entry))
                        .append("\n\n");
            }
            position = part.next();
            send(text.toString());
        }
    }

    private void send(String text) {
        if (wire != null && !over && !writing) {
            writing = true;
            writing = !wire.write(Bytes.utf8(text), () -> {
                writing = false;
                go();
            });
        }
    }

    private void end() {
        if (wire != null && !over && !writing) {
            stop();
            wire.end();
        }
    }

    /** The reader is gone. */
    private void abandon() {
        if (!over) {
            stop();
            Drop.close(exchange);
        }
    }

    private void stop() {
        over = true;
        stopListening.run();
        signOfLife.run();
    }
}
