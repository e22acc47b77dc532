package dev.understudy.conformance.client;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.job.SessionSettings;
import dev.understudy.mock.session.MockSession;
import dev.understudy.scenario.Scenario;
import dev.understudy.verdict.ClientJudge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One client plays one scenario, with a session, a journal and a folder of its own. */
final class Audition {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Contract contract;
    private final ClientSettings settings;
    private final MockServer server;

    Audition(Contract contract, ClientSettings settings, MockServer server) {
        this.contract = contract;
        this.settings = settings;
        this.server = server;
    }

    ScenarioResult play(Client client, Scenario scenario) throws InterruptedException {
        long start = System.nanoTime();
        try (var session = server.openSession(draft -> settings(draft, scenario))) {
            var part = perform(client, scenario, session);
            return result(client, scenario, start, part, session.journal());
        } catch (IOException | RuntimeException e) {
            return new ScenarioResult(
                    client.name(),
                    scenario,
                    since(start),
                    "",
                    "",
                    List.of(),
                    List.of(),
                    e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private SessionSettings.Draft settings(SessionSettings.Draft draft, Scenario scenario) {
        return draft.scenario(scenario.id())
                .speed(settings.speed())
                .seed(settings.seed())
                .yardstick(settings.yardstick())
                // It ends with the client's part and not before.
                .idle(settings.limit().multipliedBy(2).plusMinutes(1));
    }

    /** How the client's part went. */
    private record Part(String ending, String told) {}

    private Part perform(Client client, Scenario scenario, MockSession session)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("understudy");
        try {
            var pipeline = scenario.pipelines().get(0);
            var sample = new Samples(contract).write(folder, pipeline);
            var stage = new Stage(session.baseUri(), scenario.id(), pipeline, sample);
            try (var performance = client.begin(stage)) {
                var ending = watch(performance, scenario, session.journal());
                if (!ending.startsWith(ScenarioResult.ENDED_BY_US) && !Command.didNotStart(ending)) {
                    // What is done may still come back, and that it does not takes time to tell.
                    session.verdict(settings.limit());
                }
                return new Part(ending, performance.told());
            }
        } finally {
            delete(folder);
        }
    }

    /** Until the client says that it is done, or nothing more can come of it, or it has had its time. */
    private String watch(Performance performance, Scenario scenario, Journal journal) throws InterruptedException {
        var requests = new AtomicInteger();
        var stop = journal.listen(entry -> {
            if (entry instanceof Entry.Request) {
                requests.incrementAndGet();
            }
        });
        long deadline = System.nanoTime() + settings.limit().toNanos();
        try {
            while (true) {
                var ended = performance.awaitEnd(LOOK);
                if (ended.isPresent()) {
                    return ended.get();
                }
                if (requests.get() > settings.mostRequests()) {
                    return ScenarioResult.ENDED_BY_US + "more than " + settings.mostRequests() + " requests";
                }
                if (isSettled(scenario, journal)) {
                    return ScenarioResult.NOTHING_MORE;
                }
                if (System.nanoTime() > deadline) {
                    return ScenarioResult.ENDED_BY_US + "not done within "
                            + settings.limit().toSeconds() + " s";
                }
            }
        } finally {
            stop.run();
        }
    }

    private boolean isSettled(Scenario scenario, Journal journal) {
        return ClientJudge.isSettled(contract, scenario, settings.yardstick(), journal.entries(), journal.now());
    }

    private ScenarioResult result(Client client, Scenario scenario, long start, Part part, Journal journal) {
        var until = journal.now();
        var entries = journal.entries();
        var verdicts = ClientJudge.judge(contract, scenario, settings.yardstick(), entries, until).stream()
                .filter(verdict -> client.leavesOut(verdict.rule().id()).isEmpty())
                .toList();
        var mishap = Command.didNotStart(part.ending())
                ? "The command did not start: " + part.told().strip()
                : "";
        return new ScenarioResult(
                client.name(), scenario, since(start), part.ending(), part.told(), entries, verdicts, mishap);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Audition::deleteOne);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
