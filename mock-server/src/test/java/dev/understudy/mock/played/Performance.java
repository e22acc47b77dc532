package dev.understudy.mock.played;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry;
import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.Mocks;
import dev.understudy.mock.RawHttp;
import dev.understudy.mock.script.Action;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.ConnectionPlan.Encoding;
import dev.understudy.scenario.Delivery;
import dev.understudy.scenario.JobPlan.Auth;
import dev.understudy.scenario.Scenario;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A whole story, played: what its streams write is what their scripts say, which {@code ByteExactTest} compares with a socket; all other
 * answers come from a server whose clock is moved along.
 */
final class Performance implements AutoCloseable {
    private static final Duration LONG_AFTER = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CSV = "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\n";

    private final Contract contract;
    private final Scenario scenario;
    private final MockServer mock;
    private final Client client;
    private final Transcript transcript;
    private final List<RawHttp> others = new ArrayList<>();
    private String token = "mock-token";
    private Duration now = Duration.ZERO;

    private Performance(Contract contract, Scenario scenario, MockServer mock) {
        this.contract = contract;
        this.scenario = scenario;
        this.mock = mock;
        this.client = new Client(mock.baseUri());
        this.transcript = new Transcript(scenario.group() + "/" + scenario.id() + "\n" + scenario.title());
    }

    /** Where the contract has this part of the job's life. */
    private String path(JobRole role) {
        return contract.operation(role, scenario.pipelines().get(0))
                .orElseThrow()
                .path()
                .fill(Map.of("jobId", scenario.id()));
    }

    /** Its transcript. */
    static String of(Contract contract, Catalogue catalogue, Scenario scenario)
            throws IOException, InterruptedException {
        var mock = MockServer.start(Mocks.still().withScenario(scenario.id()), contract, catalogue);
        try (var performance = new Performance(contract, scenario, mock)) {
            performance.early();
            performance.crowd();
            if (SocketVisitor.isFor(contract)) {
                SocketVisitor.visits(contract, scenario).forEach(performance::tell);
            } else {
                for (var visit : Visitor.visits(contract, scenario)) {
                    performance.visit(visit);
                }
            }
            performance.endOfOthers();
            performance.calls();
            return performance.transcript.toString();
        }
    }

    /** Results that are asked for before anything has happened. */
    private void early() throws IOException {
        if (scenario.tags().contains("early")) {
            call("GET", path(JobRole.RESULTS), 0);
        }
    }

    /** Those who listen beside the client, and stay. */
    private void crowd() throws IOException {
        for (int i = 0; i < Visitor.crowd(scenario); i++) {
            var other = RawHttp.connect(mock.baseUri()).send("GET", path(JobRole.STREAM), Client.EVENT_STREAM);
            var head = other.head();
            transcript.call("another listener");
            transcript.head(head);
            if (head.status() == 200) {
                others.add(other);
            } else {
                other.close();
            }
        }
    }

    private void endOfOthers() throws IOException {
        for (var other : others) {
            transcript.call("the other listener's answer is over: " + other.ending());
        }
    }

    /** What a WebSocket does; WebSocketWordsTest compares the like of it with a socket. */
    private void tell(Visit visit) {
        transcript.visit(visit);
        transcript.ending(visit);
    }

    private void visit(Visit visit) throws IOException, InterruptedException {
        mock.advance(visit.at().minus(now));
        now = visit.at();
        transcript.visit(visit);
        try (var http = RawHttp.connect(mock.baseUri())) {
            http.send("GET", path(JobRole.STREAM), headers(visit));
            if (visit.opened()) {
                watch(http, visit);
            } else {
                refusal(http, visit);
            }
        }
        transcript.ending(visit);
    }

    private String bearer() {
        return "Authorization: Bearer " + token;
    }

    private void renewToken() throws IOException {
        transcript.call("POST /api/token/refresh");
        var answer = client.postJson(
                "/api/token/refresh",
                "{\"jobId\": \"" + scenario.id() + "\", \"oldToken\": \"" + token + "\"}",
                bearer());
        transcript.answer(answer);
        if (answer.status() == 200) {
            token = answer.at("/data/token");
        }
    }

    private void watch(RawHttp http, Visit visit) throws IOException {
        var plan = scenario.connection(visit.number()).on(Carrier.STREAM);
        var wait = BeforeHeaders.waiting(plan);
        while (!http.hasMore(10)) {
            mock.advance(wait);
        }
        if (plan.isBeyondHttp() || BeforeHeaders.writes(plan)) {
            // BentHttpTest compares such answers with a socket.
            return;
        }
        var head = http.head();
        if (!plan.headers().isEmpty() || head.status() != 200 || plan.encoding() != Encoding.NONE) {
            transcript.head(head);
        }
        boolean pauses = plan.chunks().isPresent()
                || !plan.firstByteDelay().isZero()
                || !wait.isZero()
                || plan.encoding() != Encoding.NONE
                || visit.actions().stream().map(Visit.Timed::action).anyMatch(new Action.Note("silence")::equals);
        if (!pauses) {
            for (var timed : visit.actions()) {
                mock.advance(timed.at().minus(now));
                now = timed.at();
                SocketCheck.check(http, timed.action());
            }
        }
    }

    private String[] headers(Visit visit) {
        var headers = new ArrayList<>(List.of(Client.EVENT_STREAM, "Accept-Encoding: gzip"));
        if (scenario.job().auth() != Auth.NONE) {
            headers.add(bearer());
        }
        visit.header().ifPresent(headers::add);
        return headers.toArray(String[]::new);
    }

    private void refusal(RawHttp http, Visit visit) throws IOException, InterruptedException {
        if (visit.ending().contains("never")) {
            mock.journal().await(Entry.Fault.class, fault -> fault.exchange() > 0, PATIENCE);
            return;
        }
        if (BeforeHeaders.writes(scenario.connection(visit.number()))) {
            transcript.noAnswer(
                    "but: " + http.untilClosed().replace("\r", "\\r").replace("\n", "\\n"));
            return;
        }
        var delivery = scenario.connection(visit.number())
                .answer()
                .orElse(AnswerPlan.NORMAL)
                .delivery();
        if (!delivery.isUsual()) {
            OddBodies.show(http, delivery, mock, transcript);
            return;
        }
        try {
            var answer = new Client.Answer(http.head(), http.body());
            transcript.answer(answer);
            if (answer.status() == 401) {
                renewToken();
            }
        } catch (EOFException e) {
            transcript.noAnswer("the connection is closed");
        } catch (SocketException e) {
            transcript.noAnswer("the connection is reset");
        }
    }

    /** Every kind of call that the story has words about, once more often than it has words, long after the job's end. */
    private void calls() throws IOException {
        for (int i = 0; i < calls("create"); i++) {
            call("POST", path(JobRole.CREATE), i);
        }
        mock.advance(LONG_AFTER);
        for (int i = 0; i < calls("status"); i++) {
            call("GET", path(JobRole.STATUS), i);
        }
        for (int i = 0; i < calls("results"); i++) {
            var delivery = scenario.answer("results", i + 1).delivery();
            if (delivery.isUsual()) {
                call("GET", path(JobRole.RESULTS), i);
            } else {
                oddCall(path(JobRole.RESULTS), i, delivery);
            }
        }
        for (int i = 0; i < calls("cancel"); i++) {
            call("POST", "/api/v2/jobs/" + scenario.id() + "/cancel", i);
        }
    }

    private int calls(String role) {
        var limit = scenario.rateLimits().get(role);
        var answers = scenario.answers().getOrDefault(role, List.of());
        boolean told = role.equals("results")
                && (scenario.job().resultsTtl().isPresent() || scenario.group().equals("results"));
        return limit != null ? limit.calls() + 1 : !answers.isEmpty() ? answers.size() + 1 : told ? 1 : 0;
    }

    private void call(String method, String path, int count) throws IOException {
        transcript.call(method + " " + path + " (" + (count + 1) + ")");
        try {
            transcript.answer(
                    path.equals("/api/v2/imports")
                            ? client.importCsv(CSV, "X-Mock-Scenario: " + scenario.id())
                            : client.ask(method, path, bearer()));
        } catch (EOFException e) {
            transcript.noAnswer("the connection is closed");
        } catch (SocketException e) {
            transcript.noAnswer("the connection is reset");
        }
    }

    private void oddCall(String path, int count, Delivery delivery) throws IOException {
        transcript.call("GET " + path + " (" + (count + 1) + ")");
        try (var http = RawHttp.connect(mock.baseUri())) {
            OddBodies.show(http.send("GET", path, bearer()), delivery, mock, transcript);
        }
    }

    @Override
    public void close() throws IOException {
        for (var other : others) {
            other.close();
        }
        mock.close();
    }
}
