package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.verdict.Check;
import dev.understudy.verdict.Judge;
import dev.understudy.verdict.Seen;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Runs the cases against a target and has everything judged. */
public final class Suite {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int JOURNAL_LIMIT = 1_000_000;

    private final SuiteSettings settings;
    private final TargetProfile profile;
    private final Contract contract;
    private final Catalog catalog;
    private final List<Check> checks;
    private final RunListener listener;
    private final Duration patience;

    /** A run that has not begun. */
    public Suite(TargetProfile profile, SuiteSettings settings) {
        this(profile, settings, Catalog.of(profile.contract()), result -> {}, Pulse.PATIENCE);
    }

    private Suite(
            TargetProfile profile, SuiteSettings settings, Catalog catalog, RunListener listener, Duration patience) {
        this.profile = profile;
        this.settings = settings;
        this.contract = profile.contract();
        this.catalog = catalog;
        this.checks = settings.checks(contract);
        this.listener = listener;
        this.patience = patience;
    }

    /** The same, with somebody who hears of each case, so that reports can be written as it goes. */
    public Suite heardBy(RunListener ears) {
        return new Suite(profile, settings, catalog, ears, patience);
    }

    /** The same, which waits so long for each answer. */
    Suite waiting(Duration forAnswers) {
        return new Suite(profile, settings, catalog, listener, forAnswers);
    }

    /** The same in all shards, each case once. */
    public Suite whole() {
        var all = settings.with(1, Shard.WHOLE, settings.level());
        return new Suite(profile, all, catalog, listener, patience);
    }

    public TargetProfile profile() {
        return profile;
    }

    public SuiteSettings settings() {
        return settings;
    }

    /** What can be selected. */
    public Catalog catalog() {
        return catalog;
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
        try (var network = NetworkChoice.of(profile, settings);
                var holdUps = HoldUps.watching(client)) {
            var pace = new Pace(profile.conditions().budget());
            var pulse = new Pulse(patience);
            var target = new Target(
                    profile,
                    contract,
                    client,
                    network.network(),
                    settings.seed(),
                    ConcurrentHashMap.newKeySet(),
                    pace,
                    pulse,
                    holdUps);
            var results = runAll(target);
            var rules = RuleSummary.of(rules(), results);
            var took = Duration.ofNanos(System.nanoTime() - start);
            return new SuiteResult(profile, settings.seed(), took, network.description(), rules, results);
        }
    }

    /** The rules that are judged, in the order of the reports. */
    public List<Rule> rules() {
        return checks.stream()
                .flatMap(check -> contract.rule(check.rule()).stream())
                .toList();
    }

    /** What is going to run: cases that have not run, and say nothing yet. */
    public List<CaseResult> planned(String whyNot) {
        return runs().stream()
                .map(run -> result(run, Duration.ZERO, List.of(), new Ending(whyNot, "", "")))
                .toList();
    }

    private List<CaseResult> runAll(Target target) throws InterruptedException {
        var results = new ArrayList<CaseResult>();
        var runs = runs();
        // The first case runs alone: REST Assured takes seconds to wake up, and no other case shall pay for it.
        if (!runs.isEmpty()) {
            results.add(done(run(runs.get(0), target)));
            var rest = runs.subList(1, runs.size());
            results.addAll(runTogether(
                    rest.stream().filter(run -> !run.story().wantsQuiet()).toList(), target));
            for (var run :
                    rest.stream().filter(each -> each.story().wantsQuiet()).toList()) {
                results.add(done(run(run, target)));
            }
        }
        return results;
    }

    /** A case and the kind of job that it runs with, for the first time or again. */
    private record Run(ConformanceCase story, String pipeline, int number) {
        String name() {
            return CaseResult.name(story.id(), variant(), number);
        }

        /** The kind of job, where there is one run for each. */
        String variant() {
            return story.scope() == ConformanceCase.Scope.PIPELINE ? pipeline : "";
        }
    }

    private List<Run> runs() {
        var pipelines = profile.pipelines();
        var runs = new ArrayList<Run>();
        for (var story : catalog.stories()) {
            if (settings.selects(story)) {
                boolean once = story.scope() == ConformanceCase.Scope.TARGET;
                (once ? pipelines.subList(0, 1) : pipelines)
                        .stream()
                                .map(pipeline -> new Run(story, pipeline, 1))
                                .filter(run -> settings.shard().has(run.name()))
                                .forEach(runs::add);
            }
        }
        return repeated(runs);
    }

    private List<Run> repeated(List<Run> once) {
        return IntStream.rangeClosed(1, settings.repeat())
                .boxed()
                .flatMap(number -> once.stream().map(run -> new Run(run.story(), run.pipeline(), number)))
                .toList();
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
        listener.done(result);
        return result;
    }

    private CaseResult run(Run run, Target target) throws InterruptedException {
        var missing = Needs.missing(
                run.story(), profile, new Needs.Lack(NetworkChoice.reason(profile, settings), notLive(target)));
        if (missing.isPresent()) {
            return result(run, Duration.ZERO, List.of(), new Ending(missing.get(), "", ""));
        }
        long start = System.nanoTime();
        var journal = new Journal(JOURNAL_LIMIT);
        listener.begins(run.name(), journal);
        target.holdUps().tell(journal);
        var driver = new Driver(target, journal);
        var ending = play(run, driver);
        target.holdUps().leave(journal);
        return result(run, Duration.ofNanos(System.nanoTime() - start), journal.entries(), ending);
    }

    /** Why connections cannot be acted on one by one; empty if they can. */
    private static String notLive(Target target) {
        return target.network()
                .filter(network -> !network.actsOnConnections())
                .map(network -> "its transition acts on connections one by one, and " + network.description()
                        + " only on all of a proxy (--toxiproxy embedded can)")
                .orElse("");
    }

    /** How a case came to its end; empty texts mean: in order. */
    private record Ending(String skipped, String stopped, String mishap) {}

    private static Ending play(Run run, Driver driver) throws InterruptedException {
        try {
            run.story().story().play(driver, run.pipeline());
            return new Ending("", "", "");
        } catch (CaseSkippedException e) {
            return new Ending(String.valueOf(e.getMessage()), "", "");
        } catch (CaseStoppedException e) {
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
                run.variant(),
                run.number(),
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
