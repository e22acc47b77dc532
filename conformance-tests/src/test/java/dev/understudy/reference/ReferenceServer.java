package dev.understudy.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.reference.Manner.Habit;
import dev.understudy.reference.ReferenceJob.LogEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A job API as the contract's text describes it, small and plain: one thread for each connection, jobs in memory.
 *
 * <p>A create request may say in {@code X-Test} which kind of job it wants: idle, failing, short-lived, limited.
 */
final class ReferenceServer implements AutoCloseable {
    /** What requests must bring where the server asks for it. */
    static final String TOKEN = "deployment-token-of-the-reference";

    private static final int MOST_FILE_BYTES = 8 * 1024 * 1024;
    private static final Pattern JOB =
            Pattern.compile("/api/v2/(?:imports|enrichments|scans)/([^/]+)(/stream|/results|)");
    private static final Pattern CANCEL = Pattern.compile("/v1/jobs/([^/]+)|/api/v2/jobs/([^/]+)/cancel");

    private static final int LONG = 4096;
    private static final Duration TURN = Duration.ofMillis(1200);

    private final Manner manner;
    private final Clock clock = Clock.systemUTC();
    private final HttpServer http;
    private final HttpServer streams;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Map<String, ReferenceJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, String> limited = new ConcurrentHashMap<>();
    private final ArrayDeque<Long> creates = new ArrayDeque<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger openStreams = new AtomicInteger();

    private ReferenceServer(Manner manner) throws IOException {
        this.manner = manner;
        this.http = listen();
        this.streams = manner.links() == Manner.Links.OTHER_PORT ? listen() : http;
    }

    static ReferenceServer start(Manner manner) {
        try {
            return new ReferenceServer(manner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpServer listen() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        return server;
    }

    URI baseUri() {
        return uri(http);
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
        http.stop(0);
        if (streams != http) {
            streams.stop(0);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            cors(exchange);
            if (does(Habit.CLOSES)) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            var lastEventId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            if (does(Habit.REFUSES_LONG_HEADERS) && lastEventId != null && lastEventId.length() > LONG) {
                exchange.sendResponseHeaders(431, -1);
            } else if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                answer(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean does(Habit habit) {
        return manner.habits().contains(habit);
    }

    private static void cors(HttpExchange exchange) {
        var headers = exchange.getResponseHeaders();
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
        headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
        headers.set(
                "Access-Control-Expose-Headers",
                "Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset");
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        var method = exchange.getRequestMethod();
        var job = JOB.matcher(path);
        var cancel = CANCEL.matcher(path);
        if (path.equals("/health")) {
            send(exchange, 200, Map.of("data", Map.of("status", "ok", "openStreams", openStreams.get())));
        } else if (path.equals("/api/v2/capabilities")) {
            var features = Map.of("imports", Map.of("enabled", true));
            send(exchange, 200, success(Map.of("version", "ref", "features", features)));
        } else if (!method.equals("DELETE") && !mayEnter(exchange)) {
            error(exchange, 401, "UNAUTHORIZED", "Bring the token.", Map.of());
        } else if (path.equals("/api/token/refresh")) {
            error(exchange, 401, "UNAUTHORIZED", "Refresh not allowed yet.", Map.of());
        } else if (method.equals("POST") && path.matches("/api/v2/(imports|enrichments|scans)")) {
            create(exchange, path.substring("/api/v2/".length()), body);
        } else if (method.equals("DELETE") && cancel.matches()) {
            cancel(exchange, cancel.group(1) == null ? cancel.group(2) : cancel.group(1));
        } else if (method.equals("GET") && job.matches()) {
            read(exchange, job.group(1), job.group(2));
        } else {
            error(exchange, 404, "NOT_FOUND", "There is nothing here.", Map.of());
        }
    }

    private boolean mayEnter(HttpExchange exchange) {
        var query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return switch (manner.auth()) {
            case NONE -> true;
            case BEARER ->
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            case QUERY -> List.of(query.split("&", -1)).contains("access_token=" + TOKEN);
        };
    }

    private void create(HttpExchange exchange, String pipeline, byte[] body) throws IOException {
        var contentType = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        var upload = Upload.of(contentType, body);
        var csv = upload.named("file").stream().map(Upload.Part::content).findFirst();
        if (pipeline.equals("imports") && csv.isEmpty()) {
            error(exchange, 400, "MISSING_PARAMETER", "There is no file.", Map.of());
            return;
        }
        if (csv.filter(content -> content.length() > MOST_FILE_BYTES).isPresent()) {
            error(exchange, 413, "FILE_TOO_LARGE", "At most 8 MiB.", Map.of());
            return;
        }
        if (does(Habit.REFUSES_ODD_BARCODES) && upload.hasOddBarcode()) {
            error(exchange, 400, "INVALID_REQUEST", "A barcode has 10 or 13 digits.", Map.of());
            return;
        }
        int items = upload.items(pipeline);
        boolean columns =
                csv.filter(content -> !content.startsWith("Title,Author,ISBN")).isEmpty();
        int most = pipeline.equals("scans") ? 5 : pipeline.equals("enrichments") ? 1000 : Integer.MAX_VALUE;
        if (items == 0 || items > most) {
            error(exchange, 400, items == 0 ? "EMPTY_BATCH" : "BATCH_TOO_LARGE", "1 to " + most + ".", Map.of());
        } else if (isOverLimit()) {
            tooMany(exchange);
        } else {
            accept(exchange, pipeline, pipeline.equals("scans") ? 4 : items, columns);
        }
    }

    private boolean isOverLimit() {
        synchronized (creates) {
            long now = System.nanoTime();
            creates.removeIf(at -> now - at > manner.window().toNanos());
            if (manner.limit() > 0 && creates.size() >= manner.limit()) {
                return true;
            }
            creates.add(now);
            return false;
        }
    }

    private void tooMany(HttpExchange exchange) throws IOException {
        long seconds = Math.max(1, manner.window().toSeconds());
        var headers = exchange.getResponseHeaders();
        headers.set("Retry-After", String.valueOf(seconds));
        headers.set("X-RateLimit-Limit", "5");
        headers.set("X-RateLimit-Remaining", "0");
        headers.set("X-RateLimit-Reset", String.valueOf(clock.instant().getEpochSecond() + seconds));
        error(exchange, 429, "RATE_LIMIT_EXCEEDED", "Too many requests.", Map.of("retryAfter", seconds));
    }

    private void accept(HttpExchange exchange, String pipeline, int items, boolean columns) throws IOException {
        var kind = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Test"))
                .orElse("");
        var ttl = kind.equals("short-lived") ? Duration.ofSeconds(1) : manner.resultsTtl();
        var job = new ReferenceJob(pipeline, items, ttl, manner, clock);
        jobs.put(job.id, job);
        if (kind.equals("limited")) {
            limited.put(job.id, kind);
        }
        play(job, kind.equals("failing") || !columns, kind.equals("idle"));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("jobId", job.id);
        answer.put("authToken", job.token);
        answer.put("status", "queued");
        answer.put("sseUrl", link(pipeline, job.id, "/stream"));
        answer.put("statusUrl", link(pipeline, job.id, ""));
        send(exchange, 202, success(answer));
    }

    private String link(String pipeline, String jobId, String what) {
        var path = "/api/v2/" + pipeline + "/" + jobId + what;
        return switch (manner.links()) {
            case RELATIVE -> path;
            case RELATIVE_TO_REQUEST -> pipeline + "/" + jobId + what;
            case ABSOLUTE -> uri(http) + path;
            case OTHER_PORT -> uri(what.isEmpty() ? http : streams) + path;
        };
    }

    private void play(ReferenceJob job, boolean fails, boolean isIdle) {
        long step = manner.pace().toMillis();
        int steps = fails ? 1 : job.total;
        // An idle job is silent for as long as it takes to see two heartbeats.
        long pause = isIdle ? Math.max(1500, manner.heartbeat().toMillis() * 3) : 0;
        for (int i = 1; i <= steps; i++) {
            var unused = timer.schedule(job::progress, i * step + (i > 1 ? pause : 0), TimeUnit.MILLISECONDS);
        }
        Runnable end = fails ? () -> job.fail("E_PROCESSING_FAILED", "It could not be done.") : job::complete;
        var unused = timer.schedule(end, (steps + 1) * step + pause, TimeUnit.MILLISECONDS);
    }

    private void cancel(HttpExchange exchange, String jobId) throws IOException {
        var job = jobs.get(jobId);
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (job == null) {
            error(exchange, 404, "NOT_FOUND", "There is no such job.", Map.of());
        } else if (!("Bearer " + job.token).equals(authorization)) {
            error(exchange, 401, "UNAUTHORIZED", "Not your job.", Map.of());
        } else {
            job.cancel();
            send(exchange, 200, success(Map.of("jobId", jobId, "status", job.state())));
        }
    }

    private void read(HttpExchange exchange, String jobId, String what) throws IOException, InterruptedException {
        var accept = String.join(
                ",",
                Optional.ofNullable(exchange.getRequestHeaders().get("Accept")).orElse(List.of()));
        if (what.equals("/stream") && !accept.contains("text/event-stream") && !accept.contains("*/*")) {
            error(exchange, 400, "INVALID_ACCEPT_HEADER", "Accept text/event-stream.", Map.of());
            return;
        }
        var job = jobs.get(jobId);
        if (job == null) {
            error(exchange, 404, "NOT_FOUND", "There is no such job.", Map.of());
            return;
        }
        if (does(Habit.PUTS_OFF) && !what.equals("/stream") && questions.getAndIncrement() % 2 == 0) {
            tooMany(exchange);
            return;
        }
        switch (what) {
            case "/stream" -> stream(exchange, job);
            case "/results" -> results(exchange, job);
            default -> send(exchange, 200, success(job.status()));
        }
    }

    private void results(HttpExchange exchange, ReferenceJob job) throws IOException {
        var expires = job.expires();
        if (limited.remove(job.id) != null) {
            tooMany(exchange);
        } else if (expires.isEmpty() || !expires.get().isAfter(clock.instant())) {
            var details = Map.of("jobId", job.id, "status", job.state());
            error(exchange, 404, "NOT_FOUND", "There are no results.", Map.of("details", details));
        } else {
            send(exchange, 200, success(ReferenceResults.of(job, expires.get())));
        }
    }

    private void stream(HttpExchange exchange, ReferenceJob job) throws IOException, InterruptedException {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null
                && !List.of("Bearer " + job.token, "Bearer " + TOKEN).contains(authorization)) {
            error(exchange, 401, "INVALID_TOKEN", "This token is wrong.", Map.of());
            return;
        }
        if (!job.enter()) {
            tooMany(exchange);
            return;
        }
        openStreams.incrementAndGet();
        try {
            var lastEventId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            listen(job, job.from(lastEventId), open(exchange));
        } finally {
            openStreams.decrementAndGet();
            job.leave();
        }
    }

    private OutputStream open(HttpExchange exchange) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/event-stream; charset=utf-8");
        headers.set("Cache-Control", "no-cache, no-store");
        headers.set("X-Accel-Buffering", "no");
        var accepted = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                .orElse("");
        boolean compressed = does(Habit.COMPRESSES) && accepted.contains("gzip");
        if (compressed) {
            headers.set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        return compressed ? new GZIPOutputStream(out, true) : out;
    }

    private void listen(ReferenceJob job, int from, OutputStream out) throws IOException, InterruptedException {
        long turn = System.nanoTime() + TURN.toNanos();
        try (out) {
            write(out, "retry: 1000\n\n");
            Optional<LogEvent> last = Optional.empty();
            for (int next = from; last.filter(LogEvent::isFinal).isEmpty(); ) {
                if (does(Habit.ROTATES) && System.nanoTime() > turn) {
                    write(out, job.turn());
                    return;
                }
                last = job.await(next, manner.heartbeat());
                write(out, last.map(LogEvent::text).orElse(": still here\n\n"));
                next += last.isPresent() ? 1 : 0;
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private Map<String, Object> success(Map<String, ?> data) {
        return Map.of(
                "success",
                true,
                "data",
                data,
                "metadata",
                Map.of("timestamp", clock.instant().toString()));
    }

    private void error(HttpExchange exchange, int status, String code, String message, Map<String, ?> more)
            throws IOException {
        var error = new LinkedHashMap<String, Object>(more);
        error.put("code", code);
        error.put("message", message);
        error.put("retryable", status == 429);
        send(exchange, status, Map.of("success", false, "error", error));
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = ReferenceJob.json(body).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
