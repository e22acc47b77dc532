package dev.understudy.mock.played;

import dev.understudy.contract.Contract;
import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.Mocks;
import dev.understudy.mock.RawHttp;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole story, played: what its streams write is what their scripts say, which {@code ByteExactTest} compares with a socket; all other
 * answers come from a server whose clock is moved along.
 */
final class Performance implements AutoCloseable {
    private static final Duration LONG_AFTER = Duration.ofMinutes(1);
    private static final String CSV = "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\n";
    private static final String TOKEN = "Authorization: Bearer mock-token";

    private final Scenario scenario;
    private final MockServer mock;
    private final Client client;
    private final Transcript transcript;
    private final String job;
    private Duration now = Duration.ZERO;

    private Performance(Scenario scenario, MockServer mock) {
        this.scenario = scenario;
        this.mock = mock;
        this.client = new Client(mock.baseUri());
        this.transcript = new Transcript(scenario.group() + "/" + scenario.id() + "\n" + scenario.title());
        this.job = "/api/v2/" + scenario.pipelines().get(0) + "/" + scenario.id();
    }

    /** Its transcript. */
    static String of(Contract contract, Catalogue catalogue, Scenario scenario) throws IOException {
        var mock = MockServer.start(Mocks.still().withScenario(scenario.id()), contract, catalogue);
        try (var performance = new Performance(scenario, mock)) {
            for (var visit : Visitor.visits(contract, scenario)) {
                performance.visit(visit);
            }
            performance.calls();
            return performance.transcript.toString();
        }
    }

    private void visit(Visit visit) throws IOException {
        mock.advance(visit.at().minus(now));
        now = visit.at();
        transcript.visit(visit);
        try (var http = RawHttp.connect(mock.baseUri())) {
            http.send("GET", job + "/stream", headers(visit));
            if (visit.opened()) {
                watch(http, visit);
            } else {
                refusal(http, visit);
            }
        }
        transcript.ending(visit);
    }

    private void watch(RawHttp http, Visit visit) throws IOException {
        var plan = scenario.connection(visit.number());
        var head = http.head();
        if (!plan.headers().isEmpty()) {
            transcript.head(head);
        }
        boolean pauses = plan.chunks().isPresent()
                || !plan.firstByteDelay().isZero()
                || !plan.headersDelay().isZero();
        if (visit.number() > 1 && !pauses) {
            for (var timed : visit.actions()) {
                mock.advance(timed.at().minus(now));
                now = timed.at();
                SocketCheck.check(http, timed.action());
            }
        }
    }

    private static String[] headers(Visit visit) {
        var headers = new ArrayList<>(List.of(Client.EVENT_STREAM, TOKEN));
        visit.header().ifPresent(headers::add);
        return headers.toArray(String[]::new);
    }

    private void refusal(RawHttp http, Visit visit) throws IOException {
        if (visit.ending().contains("never")) {
            return;
        }
        try {
            transcript.answer(new Client.Answer(http.head(), http.body()));
        } catch (EOFException e) {
            transcript.noAnswer("the connection is closed");
        } catch (SocketException e) {
            transcript.noAnswer("the connection is reset");
        }
    }

    /** Every kind of call that the story has words about, once more often than it has words, long after the job's end. */
    private void calls() throws IOException {
        for (int i = 0; i < calls("create"); i++) {
            call("POST", "/api/v2/imports", i);
        }
        mock.advance(LONG_AFTER);
        for (int i = 0; i < calls("status"); i++) {
            call("GET", job, i);
        }
        for (int i = 0; i < calls("results"); i++) {
            call("GET", job + "/results", i);
        }
        for (int i = 0; i < calls("cancel"); i++) {
            call("DELETE", job, i);
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
                    method.equals("POST")
                            ? client.importCsv(CSV, "X-Mock-Scenario: " + scenario.id())
                            : client.ask(method, path, TOKEN));
        } catch (EOFException e) {
            transcript.noAnswer("the connection is closed");
        } catch (SocketException e) {
            transcript.noAnswer("the connection is reset");
        }
    }

    @Override
    public void close() {
        mock.close();
    }
}
