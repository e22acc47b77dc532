package dev.understudy.mock.clients;

import dev.understudy.mock.Client;
import dev.understudy.mock.RawWebSocket;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A whole client of the first version of the API on plain sockets, with one flaw. */
final class SocketTrialClient {
    private static final String CSV =
            "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\nEmma,Jane Austen,9780141439587\n";
    private static final int MOST_TRIES = 3;
    private static final int STUBBORN_TRIES = 5;
    private static final int LAST_TRY = 12;
    private static final int POLL_MILLIS = 3050;
    /** Time for the server to write down the end. */
    private static final int AT_ONCE = 20;

    private static final int AFTER_GOING_AWAY = 5050;
    private static final int RENEWS_AFTER = 3000;

    private final URI base;
    private final Trial<SocketFlaw> trial;
    private final SocketFlaw flaw;
    private final Client client;
    private String token = "";
    private String ended = "";
    private boolean hasSaid;
    private boolean hasLeft;
    private int failures;

    SocketTrialClient(URI base, Trial<SocketFlaw> trial, SocketFlaw flaw) {
        this.base = base;
        this.trial = trial;
        this.flaw = flaw;
        this.client = new Client(base);
    }

    /** Does what a person would want of it, to the end or until it gives up. */
    void run() throws IOException {
        var job = create();
        if (job.isPresent() && flaw == SocketFlaw.UPLOADS_TWICE) {
            job = create();
        }
        if (job.isEmpty()) {
            return;
        }
        if (trial.is("poll")) {
            poll(job.get());
        } else {
            follow(job.get());
        }
        if (ended.equals("job_complete")) {
            fetch(job.get());
        }
    }

    private Optional<String> create() throws IOException {
        try {
            var answer = client.postForm("/api/import/csv-gemini", List.of(Client.Part.of("file", "library.csv", CSV)));
            token = answer.at("/data/token");
            return Optional.of(answer.at("/data/jobId"));
        } catch (EOFException | SocketException e) {
            return flaw == SocketFlaw.UPLOADS_AGAIN ? create() : Optional.empty();
        }
    }

    private void fetch(String job) throws IOException {
        var path = "/v1/jobs/" + job + "/results";
        var answer = client.get(path);
        var after = answer.head().header("retry-after");
        if (!after.isEmpty()) {
            pause(flaw == SocketFlaw.IGNORES_RETRY_AFTER ? 300 : Integer.parseInt(after) * 1000 + 20);
            client.get(path);
        }
        pause(300);
        if ((flaw == SocketFlaw.FETCHES_TWICE && answer.status() == 200)
                || (flaw == SocketFlaw.FETCHES_EXPIRED && answer.status() == 404)) {
            client.get(path);
        }
    }

    private void poll(String job) throws IOException {
        int left = flaw == SocketFlaw.POLLS_ON ? 2 : 1;
        for (int i = 0; left > 0 && i < LAST_TRY; i++) {
            left -= status(job).equals("completed") ? 1 : 0;
            if (left > 0) {
                pause(flaw == SocketFlaw.POLLS_FAST ? 1000 : POLL_MILLIS);
            }
        }
    }

    private String status(String job) throws IOException {
        return client.get("/v1/jobs/" + job + "/status").at("/data/status");
    }

    /** Follows, comes back, and polls when it has given up. */
    private void follow(String job) throws IOException {
        boolean back = false;
        for (int i = 0; i < LAST_TRY; i++) {
            var end = flaw == SocketFlaw.OPENS_TWO ? openTwo(job) : open(job, back);
            if (!ended.isEmpty() || hasLeft) {
                if (flaw == SocketFlaw.RETURNS_AFTER_END) {
                    pause(400);
                    open(job, true);
                }
                return;
            }
            if (isOver(end)) {
                return;
            }
            failures = end.status() == 101 ? 0 : failures + 1;
            if (failures >= (flaw == SocketFlaw.NEVER_GIVES_UP ? STUBBORN_TRIES : MOST_TRIES)) {
                poll(job);
                return;
            }
            pause(wait(end));
            back = flaw != SocketFlaw.RETURNS_UNANNOUNCED;
        }
    }

    /** What came of a try: the status of the handshake, and the close code; 0 if there was none. */
    private record End(int status, int code) {}

    private boolean isOver(End end) {
        return switch (end.status()) {
            case 101 -> flaw == SocketFlaw.NEVER_RETURNS;
            case 401 -> flaw != SocketFlaw.INSISTS_ON_TOKEN;
            default -> false;
        };
    }

    private int wait(End end) {
        if (end.status() == 101) {
            return end.code() == 1001 && flaw != SocketFlaw.IGNORES_CLOSE_CODE ? AFTER_GOING_AWAY : AT_ONCE;
        }
        return flaw == SocketFlaw.INSISTS_AT_ONCE ? 50 : 1020;
    }

    private End openTwo(String job) throws IOException {
        var second = CompletableFuture.runAsync(() -> {
            try {
                pause(300);
                ask(job, false).close();
            } catch (IOException e) {
                // Then there is no second one, and the judge will say so.
            }
        });
        var end = open(job, false);
        second.join();
        return end;
    }

    private RawWebSocket ask(String job, boolean back) throws IOException {
        var query = "/ws/progress?jobId=" + job + (back ? "&reconnect=true" : "");
        return flaw == SocketFlaw.TOKEN_IN_URL
                ? RawWebSocket.ask(base, query + "&token=" + token)
                : RawWebSocket.ask(base, query, "Sec-WebSocket-Protocol: bookstrack-auth." + token);
    }

    private End open(String job, boolean back) throws IOException {
        try (var socket = ask(job, back)) {
            if (socket.head().status() != 101) {
                return new End(socket.head().status(), 0);
            }
            if (flaw != SocketFlaw.NEVER_READY) {
                socket.say("{\"type\":\"ready\"}");
            }
            var beside = beside(job);
            var code = listen(socket, job);
            beside.join();
            return new End(101, code);
        }
    }

    /** What it does while it listens. */
    private CompletableFuture<Void> beside(String job) {
        if (flaw != SocketFlaw.POLLS_BESIDES && !(trial.is("renew") && flaw != SocketFlaw.NEVER_RENEWS && !hasSaid)) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> {
            try {
                if (flaw == SocketFlaw.POLLS_BESIDES) {
                    status(job);
                    pause(POLL_MILLIS);
                    status(job);
                } else {
                    hasSaid = true;
                    pause(RENEWS_AFTER);
                    renew(job);
                }
            } catch (IOException e) {
                // The judge will miss it.
            }
        });
    }

    private void renew(String job) throws IOException {
        token = client.postJson("/api/token/refresh", "{\"jobId\":\"" + job + "\",\"oldToken\":\"" + token + "\"}")
                .at("/data/token");
    }

    /** Reads to the end; the code with which it was closed, or 0. */
    private int listen(RawWebSocket socket, String job) throws IOException {
        try {
            for (var frame = socket.next(); ; frame = socket.next()) {
                if (frame.opcode() == RawWebSocket.CLOSE) {
                    int code = ByteBuffer.wrap(frame.content()).getShort();
                    socket.close(code, "");
                    return code;
                }
                if (frame.opcode() == RawWebSocket.TEXT
                        && heard(socket, frame.json().path("type").asText(), job)) {
                    return 0;
                }
            }
        } catch (EOFException | SocketException e) {
            return 0;
        }
    }

    /** Reacts to a message; true if it leaves. */
    private boolean heard(RawWebSocket socket, String type, String job) throws IOException {
        if (List.of("job_complete", "error").contains(type)) {
            ended = type;
            return flaw == SocketFlaw.VANISHES;
        }
        if (type.equals("job_started") && trial.is("cancel")) {
            return cancel(socket, job);
        }
        if (type.equals("job_started") && !hasSaid && nonsense().isPresent()) {
            hasSaid = true;
            socket.say(nonsense().get());
        }
        return false;
    }

    private Optional<String> nonsense() {
        return switch (flaw) {
            case ASKS_FOR_STATUS -> Optional.of("{\"action\":\"getJobStatus\",\"jobId\":\"x\"}");
            case SAYS_NONSENSE -> Optional.of("{\"type\":\"hello\"}");
            default -> Optional.empty();
        };
    }

    private boolean cancel(RawWebSocket socket, String job) throws IOException {
        var header = flaw == SocketFlaw.CANCELS_WITHOUT_BEARER ? "X-Auth-Token: " : "Authorization: Bearer ";
        int status = client.ask("DELETE", "/v1/jobs/" + job, header + token).status();
        if (status == 200) {
            return false;
        }
        hasLeft = true;
        socket.close(1000, "");
        return false;
    }

    private static void pause(int milliseconds) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, milliseconds, TimeUnit.MILLISECONDS)
                .join();
    }
}
