package dev.understudy.conformance.socket;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.journal.Redaction;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket while it is being watched: everything that is seen on it is in the journal. Pings and close frames are answered as RFC 6455
 * wants it, unless whoever watches is {@link #dumb}.
 *
 * <p>Bytes are read on a thread of its own; all methods may be called from any thread.
 */
public final class ObservedSocket implements AutoCloseable, ServerFrames.Listener {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BUFFER = 8 * 1024;
    private static final int MOST_MESSAGES = 20_000;

    private final Journal journal;
    private final long exchange;
    private final Function<String, String> typeOf;
    private final Socket socket;
    private final SplittableRandom random;
    private final CompletableFuture<Integer> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ServerFrames frames = new ServerFrames(this);
    private volatile Entry.@Nullable CloseFrame theirs;
    private volatile Entry.@Nullable CloseFrame ours;
    private volatile boolean dumb;
    private int messages;
    private int pongs;
    private int answers;

    private ObservedSocket(Journal journal, long exchange, Function<String, String> typeOf, Socket socket) {
        this.journal = journal;
        this.exchange = exchange;
        this.typeOf = typeOf;
        this.socket = socket;
        this.random = new SplittableRandom(exchange);
    }

    /**
     * Connects, and begins to watch.
     *
     * @param exchange its number in the journal
     * @param typeOf what a message says that it is
     * @throws IOException if nobody takes the connection
     */
    public static ObservedSocket open(Journal journal, long exchange, Function<String, String> typeOf, Upgrade upgrade)
            throws IOException {
        var watched = new ObservedSocket(journal, exchange, typeOf, connect(upgrade.url()));
        journal.append(new Entry.Request(
                journal.now(),
                exchange,
                0,
                upgrade.label(),
                "GET",
                Redaction.target(upgrade.target()),
                Redaction.headers(upgrade.headers(watched.key())),
                0));
        var reader = new Thread(() -> watched.read(upgrade), "conformance websocket " + exchange);
        reader.setDaemon(true);
        reader.start();
        return watched;
    }

    private static Socket connect(URI url) throws IOException {
        boolean secure = url.getScheme().equals("https") || url.getScheme().equals("wss");
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        var plain = new Socket();
        plain.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
        plain.setTcpNoDelay(true);
        return secure
                ? ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, url.getHost(), port, true)
                : plain;
    }

    /** Always the same one for the same exchange: it proves nothing but that the server knows what a WebSocket is. */
    private String key() {
        var bytes = new byte[16];
        new SplittableRandom(-exchange).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void read(Upgrade upgrade) {
        try {
            write(upgrade.text(key()).getBytes(StandardCharsets.ISO_8859_1));
            var answer = Handshake.read(socket.getInputStream());
            boolean switched = answer.status() == Handshake.SWITCHED;
            journal.append(new Entry.Response(
                    journal.now(),
                    exchange,
                    answer.status(),
                    Redaction.headers(answer.headers()),
                    switched ? null : Redaction.body(answer.body())));
            opened.complete(answer.status());
            if (switched) {
                readFrames();
            }
            finish(isClosed() || !switched ? Entry.How.CLEAN : Entry.How.CUT, "");
        } catch (IOException e) {
            var text = String.valueOf(e.getMessage());
            boolean reset = e instanceof SocketException && text.contains("reset");
            finish(reset ? Entry.How.RESET : Entry.How.CUT, e.getClass().getSimpleName() + ": " + text);
        } finally {
            disconnect();
        }
    }

    private void readFrames() throws IOException {
        var buffer = new byte[BUFFER];
        var in = socket.getInputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            if (!frames.accept(buffer, length)) {
                return;
            }
        }
        frames.end();
    }

    private boolean isClosed() {
        return theirs != null && ours != null;
    }

    private void finish(Entry.How how, String detail) {
        if (ended.compareAndSet(false, true)) {
            journal.append(new Entry.End(journal.now(), exchange, how, detail));
            opened.complete(0);
            over.complete(null);
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private void disconnect() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way, and the journal has its end.
            over.complete(null);
        }
    }

    private void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        synchronized (random) {
            out.write(bytes);
            out.flush();
        }
    }

    /** Sends a frame; what cannot be sent any more is not in the journal. */
    private void send(int opcode, byte[] payload, Entry seen) {
        int key;
        synchronized (random) {
            key = random.nextInt();
        }
        try {
            journal.append(seen);
            write(Frame.masked(opcode, payload, key));
        } catch (IOException e) {
            // Reading will notice, too, and write down the end.
            opened.complete(0);
        }
    }

    /** Says something. */
    public void say(String text) {
        send(
                Frame.TEXT,
                text.getBytes(StandardCharsets.UTF_8),
                new Entry.Message(
                        journal.now(), exchange, Entry.Side.CLIENT, typeOf.apply(text), Redaction.body(text), false));
    }

    /** Says something that is no text. */
    public void sayBinary(String text) {
        send(
                Frame.BINARY,
                text.getBytes(StandardCharsets.UTF_8),
                new Entry.Message(journal.now(), exchange, Entry.Side.CLIENT, "", text, true));
    }

    /** Sends a ping with this in it. */
    public void ping(String text) {
        send(
                Frame.PING,
                text.getBytes(StandardCharsets.UTF_8),
                new Entry.Ping(journal.now(), exchange, Entry.Side.CLIENT, false, text));
    }

    /** Sends a close frame; with 1005 one without a code. */
    public void sayGoodbye(int code, String reason) {
        var frame = new Entry.CloseFrame(journal.now(), exchange, Entry.Side.CLIENT, code, reason);
        ours = frame;
        send(Frame.CLOSE, Frame.closing(code, reason), frame);
    }

    /** From now on nothing is answered, as if the client hung. */
    public void dumb() {
        dumb = true;
    }

    /** Drops the connection without a word, as a client does whose network is gone. */
    public void vanish(String why) {
        journal.append(new Entry.Fault(journal.now(), exchange, why));
        finish(Entry.How.LEFT, why);
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // Closed already; then it has vanished.
            over.complete(null);
        }
        disconnect();
    }

    /** Writes down what is being done to it. */
    public void noteFault(String what) {
        journal.append(new Entry.Fault(journal.now(), exchange, what));
    }

    /** Waits for the answer to the upgrade; its status, 0 if none came. */
    public int awaitOpen(Duration within) throws InterruptedException {
        return Completion.await(opened, within) ? opened.join() : 0;
    }

    /** Waits until it is over; gives up, and drops the connection, after this long. True if the server was in time. */
    public boolean awaitEnd(Duration within) throws InterruptedException {
        if (Completion.await(over, within)) {
            return true;
        }
        finish(Entry.How.GIVEN_UP, "after " + within.toMillis() + " ms");
        disconnect();
        return false;
    }

    /** Waits until so many messages of the server have come, or nothing more can; true if they have. */
    public boolean awaitMessages(int count, Duration within) throws InterruptedException {
        return awaitThat(() -> messages >= count, within);
    }

    /** Waits until a ping was answered, or nothing more can be; true if one was. */
    public boolean awaitPong(Duration within) throws InterruptedException {
        return awaitThat(() -> pongs > 0, within);
    }

    private synchronized boolean awaitThat(BooleanSupplier condition, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean() && !ended.get()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            wait(left / 1_000_000 + 1);
        }
        return condition.getAsBoolean();
    }

    /** How many messages of the server have come. */
    public synchronized int messages() {
        return messages;
    }

    @Override
    public void message(String text, boolean binary) {
        journal.append(new Entry.Message(
                journal.now(), exchange, Entry.Side.SERVER, typeOf.apply(text), Redaction.body(text), binary));
        synchronized (this) {
            messages++;
            notifyAll();
        }
        if (messages > MOST_MESSAGES) {
            vanish("more than " + MOST_MESSAGES + " messages");
        }
    }

    @Override
    public void ping(String text, boolean pong) {
        journal.append(new Entry.Ping(journal.now(), exchange, Entry.Side.SERVER, pong, text));
        if (pong) {
            synchronized (this) {
                pongs++;
                notifyAll();
            }
        }
        if (!pong && !dumb && ++answers < MOST_MESSAGES) {
            send(
                    Frame.PONG,
                    text.getBytes(StandardCharsets.UTF_8),
                    new Entry.Ping(journal.now(), exchange, Entry.Side.CLIENT, true, text));
        }
    }

    @Override
    public void close(int code, String reason) {
        theirs = new Entry.CloseFrame(journal.now(), exchange, Entry.Side.SERVER, code, reason);
        journal.append(new Entry.CloseFrame(journal.now(), exchange, Entry.Side.SERVER, code, reason));
        if (ours == null && !dumb) {
            sayGoodbye(code, "");
        }
    }

    @Override
    public void malformed(String what) {
        journal.append(new Entry.Malformed(journal.now(), exchange, what));
    }

    /** Drops the connection, unless it is over. */
    @Override
    public void close() {
        finish(Entry.How.LEFT, "");
        disconnect();
    }
}
