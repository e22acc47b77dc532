package dev.understudy.mock.clients;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.mock.Client;
import dev.understudy.mock.RawHttp;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A whole client of the job API on plain sockets, with one flaw.
 *
 * <p>Names of hosts mean nothing to it: it connects to the mock whatever the address says, so that another origin can be had.
 */
final class TrialClient {
    private static final String CSV =
            "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\nEmma,Jane Austen,9780141439587\n";
    private static final double GROWTH = 1.7;
    private static final int LONGEST_WAIT = 3000;
    private static final int LAST_TRY = 60;

    private final Contract contract;
    private final URI base;
    private final Trial<Flaw> trial;
    private final Flaw flaw;
    private final Client client;
    private StreamState state;
    private String host;
    private int failures;
    private boolean canceled;

    /** A job as its maker knows it. */
    private record Job(String id, String url, String token) {}

    TrialClient(Contract contract, URI base, Trial<Flaw> trial, Flaw flaw) {
        this.contract = contract;
        this.base = base;
        this.trial = trial;
        this.flaw = flaw;
        this.client = new Client(base);
        this.state = new StreamState(contract, flaw != Flaw.IGNORES_ID_WITHOUT_DATA);
        this.host = base.getAuthority();
    }

    /** Does what a person would want of it, to the end or until it gives up. */
    void run() throws IOException {
        var made = trial.is("by-id")
                ? Optional.of(new Job(trial.id(), "/api/v2/imports/" + trial.id() + "/stream", "mock-token"))
                : create(CSV);
        if (made.isEmpty()) {
            return;
        }
        work(flaw == Flaw.UPLOADS_TWICE ? create(CSV).orElseThrow() : made.get());
        if (trial.is("two-jobs")) {
            var kept = state;
            state = new StreamState(contract, true);
            if (flaw == Flaw.KEEPS_ID_FOR_NEXT_JOB) {
                state.read("id: " + kept.lastEventId() + "\n\n");
            }
            work(create(CSV + "Ilias,Homer,9780140275360\n").orElseThrow());
        }
    }

    private Optional<Job> create(String csv) throws IOException {
        if (contract.awaitsJobs()) {
            return Optional.of(new Job(trial.rule(), path(JobRole.STREAM, trial.rule()), ""));
        }
        try {
            var answer = client.importCsv(csv);
            return Optional.of(new Job(told(answer, "jobId"), told(answer, "sseUrl"), told(answer, "authToken")));
        } catch (EOFException | SocketException e) {
            return flaw == Flaw.UPLOADS_AGAIN ? create(csv) : Optional.empty();
        }
    }

    private static String told(Client.Answer answer, String field) {
        var enveloped = answer.at("/data/" + field);
        return enveloped.isEmpty() ? answer.at("/" + field) : enveloped;
    }

    private String path(JobRole role, String job) {
        var pipeline = contract.pipelines().iterator().next().name();
        return contract.operation(role, pipeline).orElseThrow().path().fill(Map.of("jobId", job));
    }

    /** Submits what it listens to, where the job is named by the client; meanwhile the stream is opened. */
    private CompletableFuture<Void> submitted(Job job) {
        if (!contract.awaitsJobs()) {
            return CompletableFuture.completedFuture(null);
        }
        if (flaw == Flaw.SUBMITS_FIRST) {
            submit(job);
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> {
            pause(300);
            submit(job);
        });
    }

    private void submit(Job job) {
        try {
            client.postJson(
                    "/file",
                    "{\"file_extension\": \"DSV\", \"file_type\": \"DEFINITION\", \"meeting\": \"m\", \"session_id\": \""
                            + job.id() + "\"}");
        } catch (IOException e) {
            // Then nothing is told on the stream, and the judge will say so.
        }
    }

    private void work(Job job) throws IOException {
        var submitted = submitted(job);
        follow(job);
        submitted.join();
        if (state.ended().filter("completed"::equals).isPresent() && hasResults()) {
            fetch(job);
        }
    }

    /** Whether there is anything to fetch at the end. */
    private boolean hasResults() {
        return contract.operations().stream()
                .anyMatch(operation -> operation.role().equals(Optional.of(JobRole.RESULTS)));
    }

    private void follow(Job job) throws IOException {
        if (trial.is("poll")) {
            poll(job);
        } else if (flaw == Flaw.OPENS_TWO) {
            var second = CompletableFuture.runAsync(() -> listenOnce(job));
            listen(job);
            second.join();
        } else {
            listen(job);
        }
    }

    private void fetch(Job job) throws IOException {
        var path = path(JobRole.RESULTS, job.id());
        int status = client.get(path).status();
        pause(300);
        if ((flaw == Flaw.FETCHES_TWICE && status == 200) || (flaw == Flaw.FETCHES_EXPIRED && status == 404)) {
            client.get(path);
        }
    }

    private void poll(Job job) throws IOException {
        int left = flaw == Flaw.POLLS_ON ? 2 : 1;
        for (int i = 0; left > 0 && i < LAST_TRY; i++) {
            var status = told(client.get(path(JobRole.STATUS, job.id())), "status");
            left -= contract.isFinalStatus(status) ? 1 : 0;
            if (left > 0) {
                pause(flaw == Flaw.POLLS_FAST ? 200 : 60_000 / contract.limit("status") + 100);
            }
        }
    }

    private void listen(Job job) throws IOException {
        var url = flaw == Flaw.BUILDS_URL ? "/api/v2/scans/" + job.id() + "/stream" : job.url();
        for (int i = 0; i < LAST_TRY; i++) {
            var answer = stream(url, job);
            if (!comesBack(answer)) {
                return;
            }
            pause(wait(answer));
        }
    }

    /** What came of a try; status 0 if nothing came. */
    private record Answer(int status, int retryAfterSeconds, boolean gotSomething, boolean left) {}

    private boolean comesBack(Answer answer) {
        if (state.ended().isPresent()) {
            return flaw == Flaw.RETURNS_AFTER_END && failures++ == 0;
        }
        if (answer.left()) {
            return flaw == Flaw.RETURNS_AFTER_CANCEL;
        }
        return switch (answer.status()) {
            case 0, 200 -> flaw != Flaw.NEVER_RETURNS;
            case 204 -> flaw == Flaw.RETURNS_AFTER_204;
            case 429, 500, 503 -> !trial.isEventSource() || flaw == Flaw.RETURNS_AFTER_REFUSAL;
            default -> flaw == Flaw.RETURNS_AFTER_REFUSAL;
        };
    }

    private int wait(Answer answer) {
        if (flaw == Flaw.RETURNS_AT_ONCE || flaw == Flaw.STORMS) {
            return 0;
        }
        failures = answer.gotSomething() ? 0 : failures + 1;
        int usual = state.waitMillis() + 20;
        if (answer.retryAfterSeconds() > 0 && flaw != Flaw.IGNORES_RETRY_AFTER) {
            return Math.max(usual, answer.retryAfterSeconds() * 1000 + 20);
        }
        return flaw == Flaw.WAITS_THE_SAME || failures < 2
                ? usual
                : (int) Math.min(LONGEST_WAIT, usual * Math.pow(GROWTH, failures - 1));
    }

    private Answer stream(String url, Job job) throws IOException {
        var answer = answer(url, job);
        if (answer.left()) {
            cancel(job);
        }
        return answer;
    }

    private Answer answer(String url, Job job) throws IOException {
        state.newStream();
        int before = state.events();
        try (var http = RawHttp.connect(base).send("GET", target(url, job), headers(job))) {
            var head = http.head();
            if (head.status() / 100 == 3) {
                return follow(head.header("location"), job);
            }
            boolean left = head.status() == 200 && readAll(http, job);
            return answer(head, state.events() > before, left);
        } catch (EOFException | SocketException e) {
            return new Answer(state.events() > before ? 200 : 0, 0, state.events() > before, false);
        }
    }

    private static Answer answer(RawHttp.Head head, boolean gotSomething, boolean left) {
        var after = head.header("retry-after");
        return new Answer(head.status(), after.isEmpty() ? 0 : Integer.parseInt(after), gotSomething, left);
    }

    private Answer follow(String location, Job job) throws IOException {
        var target = URI.create(location);
        var home = host;
        host = target.getAuthority();
        try {
            return stream(target.getPath(), flaw == Flaw.TOKEN_TO_STRANGERS ? job : new Job(job.id(), job.url(), ""));
        } finally {
            host = home;
        }
    }

    /** Reads to the end; true if it left before. */
    private boolean readAll(RawHttp http, Job job) throws IOException {
        int polls = flaw == Flaw.POLLS_BESIDES ? 2 : 0;
        for (var chunk = http.chunk(); chunk.isPresent(); chunk = http.chunk()) {
            state.read(chunk.get());
            if (trial.is("cancel") && !canceled && state.events() > 0) {
                return true;
            }
            if (polls-- > 0) {
                client.get(path(JobRole.STATUS, job.id()));
            }
        }
        return false;
    }

    private void listenOnce(Job job) {
        try (var http = RawHttp.connect(base).send("GET", job.url(), headers(job))) {
            http.head();
            while (http.chunk().isPresent()) {
                // What it says is of no use to anybody.
            }
        } catch (IOException e) {
            // Then there is no second stream, and the judge will say so.
        }
    }

    private void cancel(Job job) throws IOException {
        canceled = true;
        client.ask(
                "DELETE",
                "/v1/jobs/" + job.id(),
                (flaw == Flaw.CANCELS_WITHOUT_BEARER ? "X-Auth-Token: " : "Authorization: Bearer ") + job.token());
        pause(300);
    }

    private String target(String url, Job job) {
        return flaw == Flaw.TOKEN_IN_URL ? url + "?token=" + job.token() : url;
    }

    private String[] headers(Job job) {
        var headers = new ArrayList<>(List.of("Host: " + host));
        headers.add(flaw == Flaw.ACCEPTS_ANYTHING ? "Accept: */*" : Client.EVENT_STREAM);
        if (flaw != Flaw.ASKS_CACHES) {
            headers.add("Cache-Control: no-cache");
        }
        boolean isBack = state.events() > 0;
        if (trial.is("bearer") && !job.token().isEmpty() && !(flaw == Flaw.TOKEN_ONCE && isBack)) {
            headers.add("Authorization: Bearer " + job.token());
        }
        if ((!state.lastEventId().isEmpty() && flaw != Flaw.FORGETS_ID) || (flaw == Flaw.SENDS_EMPTY_ID && isBack)) {
            headers.add("Last-Event-ID: " + state.lastEventId());
        }
        return headers.toArray(String[]::new);
    }

    private static void pause(int milliseconds) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, milliseconds, TimeUnit.MILLISECONDS)
                .join();
    }
}
