package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.ExitCode;
import dev.understudy.conformance.RunListener;
import dev.understudy.conformance.Suite;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.conformance.TargetProfile;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.journal.Journal;
import dev.understudy.verdict.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns a run into a report while it goes on.
 *
 * <p>Safe for any number of threads; its own lock guards everything. After the end, whichever it was, nothing changes any more.
 */
public final class RunRecorder implements RunListener {
    /** What a shell gives for a program that was stopped by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    private final TargetProfile profile;
    private final SuiteSettings settings;
    private final Baseline baseline;
    private final Contract contract;
    private final String fingerprint;
    private final List<Rule> rules;
    private final List<CaseResult> planned;
    private final Optional<ReportFolder> folder;
    private final Optional<LiveHistory> live;
    private final Consumer<CaseResult> console;
    private final long start = System.nanoTime();
    private final Map<String, CaseResult> results = new LinkedHashMap<>();
    private final Map<String, CaseReport> cases = new LinkedHashMap<>();
    private final List<String> running = new ArrayList<>();
    private boolean over;

    /**
     * Before the run.
     *
     * @param suite what is going to run
     * @param baseline the failures that are expected today
     * @param folder where to write; empty if nowhere
     * @param console hears of each case that is done
     */
    public RunRecorder(Suite suite, Baseline baseline, Optional<ReportFolder> folder, Consumer<CaseResult> console)
            throws IOException {
        this.profile = suite.profile();
        this.settings = suite.settings();
        this.baseline = baseline;
        this.contract = profile.contract();
        this.fingerprint = Contract.fingerprint(contract.source());
        this.rules = suite.rules();
        this.planned = suite.planned("it has not run yet");
        this.folder = folder;
        this.live = folder.map(LiveHistory::new);
        this.console = console;
        if (folder.isPresent()) {
            folder.get().clear();
        }
    }

    @Override
    public synchronized void begins(String name, Journal journal) {
        if (!over) {
            running.add(name);
            live.ifPresent(history -> history.begin(name, journal));
        }
    }

    @Override
    public synchronized void done(CaseResult result) {
        if (over) {
            return;
        }
        running.remove(result.name());
        add(result);
        console.accept(result);
        try {
            history(result);
            write(report(Subject.State.RUNNING, "", List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(CaseResult result) {
        results.put(result.name(), result);
        var seen = new Seen(contract, profile.terms(), result.journal());
        cases.put(result.name(), CaseReports.of(result, seen));
    }

    private void history(CaseResult result) throws IOException {
        live.ifPresent(history -> history.end(result.name()));
        if (folder.isPresent() && !result.journal().isEmpty()) {
            folder.get().write("history/" + result.name() + ".jsonl", CaseReports.history(result.journal()));
        }
    }

    /** The run came to its end. */
    public synchronized Report finish(SuiteResult result) throws IOException {
        result.cases().forEach(this::add);
        var report = report(Subject.State.COMPLETE, result.network(), List.of());
        write(report);
        close();
        return report;
    }

    /** The run is cut short; writes what there is, and says what is missing. Empty if it was over already. */
    public synchronized Optional<String> interrupt() throws IOException {
        if (over) {
            return Optional.empty();
        }
        close();
        var begun = List.copyOf(running);
        var never = planned.stream()
                .map(CaseResult::name)
                .filter(name -> !results.containsKey(name) && !begun.contains(name))
                .toList();
        var words = "Interrupted after " + results.size() + " of " + planned.size() + " cases."
                + (begun.isEmpty() ? "" : " Cut short: " + String.join(", ", begun) + ".")
                + (never.isEmpty() ? "" : " Not begun: " + String.join(", ", never) + ".");
        planned.stream()
                .filter(plan -> !results.containsKey(plan.name()))
                .forEach(plan -> add(unrun(plan, begun.contains(plan.name()) ? "it was cut short" : "it never began")));
        write(report(Subject.State.INTERRUPTED, "", List.of(words)));
        return Optional.of(words);
    }

    /** From now on nothing is written any more. */
    public synchronized void close() {
        over = true;
        live.ifPresent(LiveHistory::close);
    }

    private void write(Report report) throws IOException {
        if (folder.isPresent()) {
            folder.get().write(report);
        }
    }

    private Report report(Subject.State state, String network, List<String> notes) {
        var ran = planned.stream()
                .map(plan -> results.getOrDefault(plan.name(), plan))
                .toList();
        var standing = Standing.of(rules, ran, baseline, settings.shard());
        var all = new ArrayList<>(notes);
        all.addAll(standing.notes());
        var subject = new Subject(
                Safe.line(profile.name()),
                Safe.line(profile.baseUrl().toString()),
                state,
                inForce(network),
                (System.nanoTime() - start) / 1_000_000,
                exitCode(state, standing.exitCode()),
                state == Subject.State.COMPLETE
                        ? standing.exitCode().words()
                        : state.name().toLowerCase(Locale.ROOT),
                all,
                standing.rows(),
                planned.stream()
                        .flatMap(plan -> Optional.ofNullable(cases.get(plan.name())).stream())
                        .toList());
        return Report.of(
                "server",
                contract.source(),
                fingerprint,
                rules.stream().map(Row::of).toList(),
                List.of(subject));
    }

    /** Of a run that is not at its end nothing is proven. */
    private static int exitCode(Subject.State state, ExitCode complete) {
        return switch (state) {
            case RUNNING -> ExitCode.NOTHING_PROVEN.number();
            case INTERRUPTED -> INTERRUPTED;
            case COMPLETE -> complete.number();
        };
    }

    private Settings inForce(String network) {
        return new Settings(
                settings.seed(),
                network,
                settings.level().name().toLowerCase(Locale.ROOT),
                settings.repeat(),
                settings.shard(),
                settings.only(),
                profile.terms(),
                baseline.entries());
    }

    private static CaseResult unrun(CaseResult plan, String why) {
        return new CaseResult(
                plan.id(),
                plan.title(),
                plan.pipeline(),
                plan.run(),
                plan.proves(),
                plan.took(),
                List.of(),
                List.of(),
                Optional.of(why),
                Optional.empty(),
                Optional.empty());
    }
}
