package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.verdict.Check;
import dev.understudy.verdict.Judge;
import dev.understudy.verdict.Seen;
import dev.understudy.verdict.ServerChecks;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs the cases against a target and has everything judged. */
public final class Suite {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int JOURNAL_LIMIT = 1_000_000;

    private final SuiteSettings settings;
    private final TargetProfile profile;
    private final Contract contract;
    private final List<Check> checks;
    private final Consumer<CaseResult> whenDone;

    /**
     * A run that has not begun.
     *
     * @param whenDone called after each case, from one thread at a time, so that reports can be written as it goes
     */
    public Suite(TargetProfile profile, SuiteSettings settings, Consumer<CaseResult> whenDone) {
        this.profile = profile;
        this.settings = settings;
        this.contract = Contract.load(profile.contract());
        this.checks = ServerChecks.ALL.stream().filter(settings::selects).toList();
        this.whenDone = whenDone;
    }

    /** All that can be selected: cases, their tags, and rules. */
    public List<String> names() {
        return Catalog.names(contract);
    }

    /**
     * Runs all cases.
     *
     * @throws UnreachableTargetException if nobody answers at the target's address
     */
    public SuiteResult run() throws InterruptedException {
        long start = System.nanoTime();
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        Reachability.check(profile, contract, client);
        try (var network = NetworkChoice.of(profile, settings)) {
            var pace = new Pace(profile.conditions().budget());
            var target = new Target(profile, contract, client, network.network(), settings.seed(), pace);
            var results = runAll(target);
            var rules = RuleSummary.of(contract, checks, results);
            var took = Duration.ofNanos(System.nanoTime() - start);
            return new SuiteResult(profile, settings.seed(), took, network.description(), rules, results);
        }
    }

    private List<CaseResult> runAll(Target target) throws InterruptedException {
        var results = new ArrayList<CaseResult>();
        var runs = runs();
        // The first case runs alone: REST Assured takes seconds to wake up, and no other case shall pay for it.
        if (!runs.isEmpty()) {
            results.add(done(run(runs.get(0), target)));
            results.addAll(runTogether(runs.subList(1, runs.size()), target));
        }
        return results;
    }

    /** A case and the kind of job that it runs with. */
    private record Run(ConformanceCase story, String pipeline) {}

    private List<Run> runs() {
        var pipelines = profile.pipelines();
        var runs = new ArrayList<Run>();
        for (var story : Cases.all(contract)) {
            if (!settings.selects(story)) {
                continue;
            }
            if (story.scope() == ConformanceCase.Scope.TARGET) {
                runs.add(new Run(story, pipelines.get(0)));
            } else {
                pipelines.forEach(pipeline -> runs.add(new Run(story, pipeline)));
            }
        }
        return runs;
    }

    private List<CaseResult> runTogether(List<Run> runs, Target target) throws InterruptedException {
        var pool = threads();
        try {
            var tasks = runs.stream()
                    .<Callable<CaseResult>>map(run -> () -> done(run(run, target)))
                    .toList();
            var results = new ArrayList<CaseResult>();
            for (Future<CaseResult> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A case may not throw: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    private ExecutorService threads() {
        var number = new AtomicInteger();
        return Executors.newFixedThreadPool(settings.parallel(), task -> {
            var thread = new Thread(task, "conformance case " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private synchronized CaseResult done(CaseResult result) {
        whenDone.accept(result);
        return result;
    }

    private CaseResult run(Run run, Target target) throws InterruptedException {
        var missing = Needs.missing(run.story(), profile, NetworkChoice.reason(profile, settings));
        if (missing.isPresent()) {
            return result(run, Duration.ZERO, List.of(), new Ending(missing.get(), "", ""));
        }
        long start = System.nanoTime();
        var journal = new Journal(JOURNAL_LIMIT);
        var driver = new Driver(target, journal);
        var ending = play(run, driver);
        return result(run, Duration.ofNanos(System.nanoTime() - start), journal.entries(), ending);
    }

    /** How a case came to its end; empty texts mean: in order. */
    private record Ending(String skipped, String stopped, String mishap) {}

    private static Ending play(Run run, Driver driver) throws InterruptedException {
        try {
            run.story().story().play(driver, run.pipeline());
            return new Ending("", "", "");
        } catch (CaseSkippedException e) {
            return new Ending(String.valueOf(e.getMessage()), "", "");
        } catch (CaseStoppedException | org.awaitility.core.ConditionTimeoutException e) {
            return new Ending("", String.valueOf(e.getMessage()), "");
        } catch (RuntimeException e) {
            // Whatever a case stumbles over beside the target's answers is a fault of ours, and must not look like one
            // of theirs.
            return new Ending("", "", e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?"));
        }
    }

    private CaseResult result(Run run, Duration took, List<Entry> journal, Ending ending) {
        var story = run.story();
        return new CaseResult(
                story.id(),
                story.title(),
                story.scope() == ConformanceCase.Scope.PIPELINE ? run.pipeline() : "",
                story.proves(),
                took,
                journal,
                Judge.judge(checks, new Seen(contract, profile.terms(), journal)),
                optional(ending.skipped()),
                optional(ending.stopped()),
                optional(ending.mishap()));
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
