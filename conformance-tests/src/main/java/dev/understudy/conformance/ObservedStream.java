package dev.understudy.conformance;

import dev.understudy.conformance.socket.Completion;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.journal.Redaction;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A stream while it is being read: every byte goes through the parser, everything seen into the journal.
 *
 * <p>Bytes come on the HTTP client's threads, one at a time; the waiting methods may be called from any thread.
 */
final class ObservedStream implements HttpResponse.BodySubscriber<String>, SseParser.Listener {
    private static final int MOST_BODY_BYTES = 1024 * 1024;
    private static final int MOST_EVENTS = 20_000;
    private static final int MOST_STREAM_BYTES = 32 * 1024 * 1024;

    private static final Pattern PROGRESS = Pattern.compile("\"progress\"\\s*:\\s*([0-9]{1,3}(?:\\.[0-9]{1,20})?)");

    private final Journal journal;
    private final long exchange;
    private final Approach approach;
    private final Optional<Cut> cut;
    private final Gunzip gunzip = new Gunzip();
    private final BiPredicate<String, String> isFinal;
    private final CompletableFuture<Void> finalEvent = new CompletableFuture<>();
    private final SseParser parser = new SseParser(this);
    private final StringBuilder plainBody = new StringBuilder();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private CompletableFuture<String> call = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable String lastEventId;
    private volatile boolean isStream;
    private boolean isZipped;
    private int status;
    private Map<String, String> headers = Map.of();
    private int events;
    private long bytes;
    private int seen;
    private volatile boolean wasCut;
    private volatile double progress;

    ObservedStream(Journal journal, long exchange, Approach approach, BiPredicate<String, String> isFinal) {
        this.journal = journal;
        this.exchange = exchange;
        this.approach = approach;
        this.cut = approach.cut();
        this.isFinal = isFinal;
    }

    /** Sends the request and reads what comes. */
    void begin(HttpClient client, HttpRequest request) {
        call = client.sendAsync(request, this::head).handle((response, problem) -> {
            if (problem != null) {
                failed(problem.getCause() == null ? problem : problem.getCause());
            }
            return "";
        });
    }

    private HttpResponse.BodySubscriber<String> head(HttpResponse.ResponseInfo info) {
        var all = new TreeMap<String, String>();
        info.headers()
                .map()
                .forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        headers = Redaction.headers(all);
        status = info.statusCode();
        isStream = status == 200;
        isZipped = headers.getOrDefault("content-encoding", "").equals("gzip");
        if (isStream) {
            journal.append(new Entry.Response(journal.now(), exchange, status, headers, null));
        }
        // Only now: what somebody does who waited for this comes behind it in the journal.
        opened.complete(null);
        return this;
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (approach.reads() || !isStream) {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            var piece = new byte[buffer.remaining()];
            buffer.get(piece);
            for (byte next : plain(piece)) {
                if (!ended.get()) {
                    take(next);
                }
            }
        }
    }

    private byte[] plain(byte[] piece) {
        if (!isZipped) {
            return piece;
        }
        try {
            return gunzip.accept(piece);
        } catch (DataFormatException e) {
            malformed("grammar: the answer is said to be gzip, and is not: " + e.getMessage());
            leave("it cannot be unpacked");
            return new byte[0];
        }
    }

    private void take(byte next) {
        if (!isStream) {
            if (plainBody.length() < MOST_BODY_BYTES) {
                plainBody.append((char) (next & 0xFF));
            }
            return;
        }
        if (++bytes > MOST_STREAM_BYTES) {
            leave("more than " + MOST_STREAM_BYTES + " bytes");
            return;
        }
        if (parser.accept(next) && ++events > MOST_EVENTS) {
            leave("more than " + MOST_EVENTS + " events");
        }
        if (cut.isPresent() && !wasCut) {
            cut.get().take(next).ifPresent(this::cut);
        }
    }

    private void cut(String where) {
        journal.append(new Entry.Fault(journal.now(), exchange, where));
        wasCut = true;
        // First the network, so that the server sees what it would see; then ours, for bytes that are on their way
        // already. Whoever waits for the end may come back through the same proxy at once, and must not be struck, too.
        cut.orElseThrow().strike();
        finish(Entry.How.LEFT, "cut on purpose");
        cancel();
    }

    @Override
    public void onComplete() {
        if (isStream) {
            parser.end();
        } else {
            var text = new String(
                    plainBody.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                    java.nio.charset.StandardCharsets.UTF_8);
            journal.append(new Entry.Response(journal.now(), exchange, status, headers, Redaction.body(text)));
        }
        finish(Entry.How.CLEAN, "");
        body.complete("");
    }

    @Override
    public void onError(Throwable problem) {
        failed(problem);
        body.complete("");
    }

    /** The request, or reading the answer, failed. */
    void failed(Throwable problem) {
        var text = String.valueOf(problem.getMessage());
        boolean reset =
                problem instanceof IOException && text.toLowerCase(Locale.ROOT).contains("reset");
        finish(reset ? Entry.How.RESET : Entry.How.CUT, problem.getClass().getSimpleName() + ": " + text);
    }

    private void finish(Entry.How how, String detail) {
        if (ended.compareAndSet(false, true)) {
            journal.append(new Entry.End(journal.now(), exchange, how, detail));
            gunzip.end();
            over.complete(null);
        }
    }

    /** Drops the connection, as a client does that goes away. */
    void leave(String why) {
        finish(Entry.How.LEFT, why);
        cancel();
    }

    private void cancel() {
        var given = subscription;
        if (given != null) {
            given.cancel();
        } else {
            // No head has come, so there is no body to cancel yet.
            call.cancel(true);
        }
        body.complete("");
    }

    /** Waits for the end; gives up, and drops the connection, after this long, or so long after the final event. */
    void awaitEnd(Duration within, Duration afterFinal) throws InterruptedException {
        long start = System.nanoTime();
        Completion.await(CompletableFuture.anyOf(over, finalEvent), within);
        if (Completion.await(over, finalEvent.isDone() ? afterFinal : Duration.ZERO)) {
            return;
        }
        finish(Entry.How.GIVEN_UP, "after " + (System.nanoTime() - start) / 1_000_000 + " ms");
        cancel();
    }

    /** Waits until it is open, or is not going to be. */
    void awaitOpen(Duration within) throws InterruptedException {
        Completion.await(CompletableFuture.anyOf(opened, over), within);
    }

    /** Waits until it is open, or the whole answer is there. */
    void awaitAnswer(Duration within) throws InterruptedException {
        awaitOpen(within);
        if (!isStream) {
            Completion.await(over, within);
        }
    }

    /** Waits until this many events have come, or the stream is over; true if they have. */
    boolean awaitEvents(int count, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        synchronized (this) {
            while (seen < count && !ended.get()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                wait(Math.min(50, left / 1_000_000 + 1));
            }
            return seen >= count;
        }
    }

    /** How long it was asked to stay away; empty if it was not, or not in seconds, or for longer than this. */
    Optional<Duration> putOff(Duration longest) {
        return status == 429 ? Waits.asked(headers.getOrDefault("retry-after", ""), longest) : Optional.empty();
    }

    /** Whether the job's final event came on it. */
    boolean sawFinalEvent() {
        return finalEvent.isDone();
    }

    /** Writes down how the server ended its side, which nobody can see from here. */
    void noteFarEnd(Entry.How how) {
        journal.append(new Entry.FarEnd(journal.now(), exchange, how));
    }

    /** Writes down what is being done to it. */
    void noteFault(String what) {
        journal.append(new Entry.Fault(journal.now(), exchange, what));
    }

    /** How far the job has got, as its last event has it; from 0 to 1. */
    double progress() {
        return progress;
    }

    /** Whether it was cut on purpose. */
    boolean wasCut() {
        return wasCut;
    }

    /** The id that a client would come back with; empty if no event had one. */
    Optional<String> lastEventId() {
        return Optional.ofNullable(lastEventId);
    }

    @Override
    public void event(@Nullable String id, String name, String data) {
        if (id != null) {
            lastEventId = id;
        }
        journal.append(new Entry.Event(journal.now(), exchange, id, name, data));
        progress = progressOf(data);
        if (isFinal.test(name, data)) {
            finalEvent.complete(null);
        }
        synchronized (this) {
            seen++;
            notifyAll();
        }
    }

    private double progressOf(String data) {
        var found = PROGRESS.matcher(data);
        return found.find() ? Double.parseDouble(found.group(1)) : progress;
    }

    @Override
    public void comment(String text) {
        journal.append(new Entry.Comment(journal.now(), exchange, text));
    }

    @Override
    public void retry(long milliseconds) {
        journal.append(new Entry.Retry(journal.now(), exchange, milliseconds));
    }

    @Override
    public void malformed(String what) {
        journal.append(new Entry.Malformed(journal.now(), exchange, what));
    }
}
