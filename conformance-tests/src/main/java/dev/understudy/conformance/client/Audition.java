package dev.understudy.conformance.client;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.job.SessionSettings;
import dev.understudy.mock.session.MockSession;
import dev.understudy.scenario.Scenario;
import dev.understudy.verdict.ClientJudge;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client plays one scenario, with a session, a journal and a folder of its own. No thread waits while it plays.
 *
 * <p>Safe for any number of threads.
 */
final class Audition {
    /** So many streams nobody opens who does right, but in a story that wants it. */
    private static final int MANY_STREAMS = 8;

    /** Whoever has ended without a request may have left somebody behind who asks; but not much later. */
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(3);

    private final Contract contract;
    private final ClientSettings settings;
    private final MockServer server;
    private final Starts starts;
    private final Executor judges;

    /**
     * For any number of clients and scenarios.
     *
     * @param judges where verdicts are made
     */
    Audition(Contract contract, ClientSettings settings, MockServer server, Starts starts, Executor judges) {
        this.contract = contract;
        this.settings = settings;
        this.server = server;
        this.starts = starts;
        this.judges = judges;
    }

    /** Who plays what. */
    private record Part(Client client, String name, Scenario scenario) {}

    /** What it is played with, and since when. */
    private record Scene(MockSession session, TemporaryFolder folder, Performance performance, long start) {
        Duration took() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        void clear() {
            performance.close();
            session.close();
            folder.close();
        }
    }

    /**
     * Starts the client when its turn has come.
     *
     * @param name what the client is called in reports
     * @param whenDone run as soon as the client itself is done; it is watched for a while yet
     */
    CompletableFuture<ScenarioResult> play(Client client, String name, Scenario scenario, Runnable whenDone)
            throws InterruptedException {
        var part = new Part(client, name, scenario);
        try {
            var scene = begin(part);
            return watch(part, scene)
                    .thenCompose(ending -> {
                        whenDone.run();
                        return watchOn(scene, ending);
                    })
                    .thenApplyAsync(ending -> result(part, scene, ending), judges)
                    .exceptionally(failure -> failed(part, failure))
                    .whenComplete((result, failure) -> scene.clear());
        } catch (IOException | RuntimeException e) {
            whenDone.run();
            return CompletableFuture.completedFuture(failed(part, e));
        }
    }

    private Scene begin(Part part) throws IOException, InterruptedException {
        var session = server.openSession(draft -> settings(draft, part));
        var folder = TemporaryFolder.create();
        var turn = starts.await(session.journal());
        try {
            var pipeline = part.scenario().pipelines().get(0);
            var sample = new Samples(contract).write(folder.path(), pipeline);
            var stage = new Stage(session.baseUri(), part.scenario().id(), pipeline, sample);
            long start = System.nanoTime();
            var performance = part.client().begin(stage);
            var unused = performance.ended().thenRun(turn::end);
            return new Scene(session, folder, performance, start);
        } catch (IOException | InterruptedException | RuntimeException e) {
            turn.end();
            session.close();
            folder.close();
            throw e;
        }
    }

    private SessionSettings.Draft settings(SessionSettings.Draft draft, Part part) {
        return draft.scenario(part.scenario().id())
                .speed(settings.speed())
                .seed(settings.seed())
                .yardstick(part.client().yardstick().orElse(settings.yardstick()))
                // It ends with the client's part and not before.
                .idle(settings.limit().multipliedBy(2).plusMinutes(1));
    }

    /** Until the client says that it is done, or nothing more can come of it, or it has had its time. */
    private CompletableFuture<String> watch(Part part, Scene scene) {
        var settled = scene.session()
                .over(settings.limit())
                .thenApply(over -> over
                        ? ScenarioResult.NOTHING_MORE
                        : ScenarioResult.ENDED_BY_US + "not done within "
                                + settings.limit().toSeconds() + " s");
        return CompletableFuture.anyOf(scene.performance().ended(), tooMuch(scene), goesOn(part, scene), settled)
                .thenApply(String.class::cast);
    }

    private CompletableFuture<String> tooMuch(Scene scene) {
        var tooMuch = new CompletableFuture<String>();
        var requests = new AtomicInteger();
        scene.session().journal().listen(entry -> {
            if (entry instanceof Entry.Request && requests.incrementAndGet() > settings.mostRequests()) {
                tooMuch.complete(ScenarioResult.ENDED_BY_US + "more than " + settings.mostRequests() + " requests");
            }
        });
        return tooMuch;
    }

    /** Who asks again and again, and has broken a rule by now, would do so for ever, and nothing would be learned from it. */
    private CompletableFuture<String> goesOn(Part part, Scene scene) {
        var goesOn = new CompletableFuture<String>();
        var streams = new AtomicInteger();
        scene.session().journal().listen(entry -> {
            if (isStream(entry) && streams.incrementAndGet() >= MANY_STREAMS && !goesOn.isDone()) {
                judges.execute(() -> {
                    if (judge(part, scene).stream().anyMatch(verdict -> verdict.outcome() == Outcome.FAIL)) {
                        goesOn.complete(ScenarioResult.ENDED_BY_US + "it goes on, and has broken a rule");
                    }
                });
            }
        });
        return goesOn;
    }

    private static boolean isStream(Entry entry) {
        return entry instanceof Entry.Request request && request.label().startsWith(JobRole.STREAM.word() + " ");
    }

    /** What is done may still come back, and that it does not takes time to tell. */
    private CompletableFuture<String> watchOn(Scene scene, String ending) {
        if (ending.startsWith(ScenarioResult.ENDED_BY_US) || Command.didNotStart(ending)) {
            return CompletableFuture.completedFuture(ending);
        }
        var session = scene.session();
        if (!session.journal().entries().isEmpty()) {
            return session.over(settings.limit()).thenApply(over -> ending);
        }
        var soon = settings.limit().compareTo(FIRST_REQUEST) < 0 ? settings.limit() : FIRST_REQUEST;
        return session.over(soon)
                .thenCompose(over -> session.journal().entries().isEmpty()
                        ? CompletableFuture.completedFuture(ending)
                        : session.over(settings.limit()).thenApply(later -> ending));
    }

    private ScenarioResult result(Part part, Scene scene, String ending) {
        var verdicts = judge(part, scene);
        var entries = scene.session().journal().entries();
        var told = scene.performance().told();
        var mishap = Command.didNotStart(ending) ? "The command did not start: " + told.strip() : "";
        return new ScenarioResult(part.name(), part.scenario(), scene.took(), ending, told, entries, verdicts, mishap);
    }

    private List<Verdict> judge(Part part, Scene scene) {
        var session = scene.session();
        var until = session.journal().now();
        var yardstick = session.run().settings().yardstick();
        return ClientJudge.judge(
                contract, part.scenario(), yardstick, session.journal().entries(), until);
    }

    private static ScenarioResult failed(Part part, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var mishap = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new ScenarioResult(part.name(), part.scenario(), Duration.ZERO, "", "", List.of(), List.of(), mishap);
    }
}
