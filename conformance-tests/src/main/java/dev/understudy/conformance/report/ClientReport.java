package dev.understudy.conformance.report;

import dev.understudy.conformance.ExitCode;
import dev.understudy.conformance.Shard;
import dev.understudy.conformance.client.ClientResult;
import dev.understudy.conformance.client.ClientSettings;
import dev.understudy.conformance.client.ScenarioResult;
import dev.understudy.contract.Contract;
import dev.understudy.scenario.Scenario;
import dev.understudy.verdict.Exchange;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of clients, as a report: a row for each scenario, then one for each rule that anything was said about, and a case for each
 * scenario with its timeline and its history.
 *
 * <p>Written as scenarios are done, so that a run that hangs or is killed leaves what it saw: a history at once, all else every few
 * seconds. Safe for any number of threads; its own lock guards everything.
 */
public final class ClientReport {
    private static final int LONGEST_NAME = 40;

    /** Writing everything anew takes longer the more there is. */
    private static final Duration EVERY = Duration.ofSeconds(3);

    /** What a shell gives for a program that was stopped by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    private final Optional<ReportFolder> folder;
    private final ClientSettings settings;
    private final List<Scenario> scenarios;
    private final Map<String, Row> rules = new LinkedHashMap<>();
    private final Map<String, Progress> progress = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private long writtenAt = start;
    private Subject.State state = Subject.State.RUNNING;

    /** How far one client is. */
    private static final class Progress {
        private final List<ScenarioResult> results = new ArrayList<>();
        private final Map<String, CaseReport> cases = new LinkedHashMap<>();
    }

    /**
     * A report that begins.
     *
     * @param folder where it is written, and what an earlier one left is taken away; empty if nowhere
     * @param clients the names of those who are to be judged
     */
    public ClientReport(
            Optional<ReportFolder> folder, ClientSettings settings, List<Scenario> scenarios, List<String> clients)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.scenarios = List.copyOf(scenarios);
        clients.forEach(client -> progress.put(client, new Progress()));
        if (folder.isPresent()) {
            folder.get().clear();
        }
        write();
    }

    /** Adds a scenario that is done. */
    public synchronized void add(ScenarioResult result) throws IOException {
        if (state != Subject.State.RUNNING) {
            return;
        }
        var of = of(result.client());
        ofTheContract(result).map(Verdict::rule).forEach(rule -> rules.putIfAbsent(rule.id(), Row.of(rule)));
        of.cases.put(result.scenario().id(), written(result));
        of.results.add(result.withoutJournal());
        if (System.nanoTime() - writtenAt > EVERY.toNanos()) {
            write();
        }
    }

    /** Writes everything, at the end. */
    public synchronized void finish() throws IOException {
        state = Subject.State.COMPLETE;
        write();
    }

    /** The run is cut short; writes what there is, and says what is missing. Empty if it was over already. */
    public synchronized Optional<String> interrupt() throws IOException {
        if (state != Subject.State.RUNNING) {
            return Optional.empty();
        }
        state = Subject.State.INTERRUPTED;
        write();
        int done =
                progress.values().stream().mapToInt(each -> each.results.size()).sum();
        return Optional.of("Interrupted after " + done + " of " + scenarios.size() * progress.size() + " scenarios.");
    }

    private Progress of(String client) {
        return Objects.requireNonNull(progress.get(client), client);
    }

    private void write() throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        var rows = Stream.concat(scenarios.stream().map(ClientReport::row), rules.values().stream())
                .toList();
        var subjects =
                progress.keySet().stream().map(name -> subject(name, of(name))).toList();
        folder.get()
                .write(Report.of(
                        "client", settings.contract(), Contract.fingerprint(settings.contract()), rows, subjects));
        writtenAt = System.nanoTime();
    }

    private static Row row(Scenario scenario) {
        return new Row(scenario.id(), scenario.group(), "info", scenario.title(), "The catalogue of scenarios");
    }

    private static Stream<Verdict> ofTheContract(ScenarioResult scenario) {
        return scenario.verdicts().stream().filter(verdict -> !isExpectation(verdict));
    }

    /** What a scenario expects has a number there, which is another thing's in the next scenario: its row is the scenario's. */
    private static boolean isExpectation(Verdict verdict) {
        return verdict.rule().id().startsWith("EXPECT-");
    }

    private Subject subject(String name, Progress of) {
        var order = scenarios.stream().map(Scenario::id).toList();
        var results = of.results.stream()
                .sorted(Comparator.comparing(
                        result -> order.indexOf(result.scenario().id())))
                .toList();
        var result = new ClientResult(name, Duration.ofNanos(System.nanoTime() - start), results);
        boolean isComplete = state == Subject.State.COMPLETE;
        var exitCode = isComplete ? result.exitCode() : ExitCode.NOTHING_PROVEN;
        return new Subject(
                Safe.line(name),
                "",
                state,
                inForce(),
                result.took().toMillis(),
                state == Subject.State.INTERRUPTED ? INTERRUPTED : exitCode.number(),
                isComplete ? exitCode.words() : state.name().toLowerCase(Locale.ROOT),
                notes(result, exitCode),
                rows(result),
                results.stream()
                        .map(each -> Objects.requireNonNull(
                                of.cases.get(each.scenario().id())))
                        .toList());
    }

    private List<String> notes(ClientResult result, ExitCode exitCode) {
        if (exitCode == ExitCode.UNREACHABLE) {
            return List.of("The command did not start, in any scenario.");
        }
        int left = scenarios.size() - result.scenarios().size();
        return left == 0 ? List.of() : List.of(left + " of " + scenarios.size() + " scenarios are not done.");
    }

    private static List<RowResult> rows(ClientResult result) {
        return Stream.concat(
                        result.scenarios().stream().map(ClientReport::resultOf),
                        result.scenarios().stream()
                                .flatMap(ClientReport::ofTheContract)
                                .map(verdict -> verdict.rule().id())
                                .distinct()
                                .map(id -> resultOf(id, result)))
                .toList();
    }

    private Settings inForce() {
        return new Settings(
                settings.seed(), "", settings.yardstick().word(), 1, Shard.WHOLE, settings.only(), null, List.of());
    }

    private static RowResult resultOf(ScenarioResult scenario) {
        var id = scenario.scenario().id();
        if (!scenario.mishap().isEmpty()) {
            return new RowResult(id, Outcome.ERROR, Safe.line(scenario.mishap()), List.of(), List.of(id), false, "");
        }
        return scenario.verdicts().stream()
                .filter(verdict -> verdict.outcome() == scenario.outcome())
                .findFirst()
                .map(worst -> result(id, worst, worst.rule().id(), List.of(id)))
                .orElseGet(() -> RowResult.none(id));
    }

    /** What a rule came to over all scenarios: the gravest, and where it was so. */
    private static RowResult resultOf(String rule, ClientResult result) {
        var worst = result.scenarios().stream()
                .flatMap(ClientReport::ofTheContract)
                .filter(verdict -> verdict.rule().id().equals(rule))
                .min(Comparator.comparing(Verdict::outcome))
                .orElseThrow();
        var where = result.scenarios().stream()
                .filter(scenario -> scenario.verdicts().stream()
                        .anyMatch(verdict -> verdict.rule().id().equals(rule) && verdict.outcome() == worst.outcome()))
                .map(scenario -> scenario.scenario().id())
                .toList();
        return result(rule, worst, where.get(0), worst.outcome().compareTo(Outcome.PASS) <= 0 ? where : List.of());
    }

    private static RowResult result(String row, Verdict verdict, String where, List<String> cases) {
        return new RowResult(
                row,
                verdict.outcome(),
                Safe.line(where + ": " + verdict.reason()),
                Safe.lines(verdict.evidence()),
                cases,
                false,
                "");
    }

    private CaseReport written(ScenarioResult result) throws IOException {
        var id = result.scenario().id();
        var content = CaseReports.history(result.journal());
        var history = result.journal().isEmpty() ? "" : "history/" + place(result.client()) + "/" + id + ".jsonl";
        if (!history.isEmpty() && folder.isPresent()) {
            folder.get().write(history, content);
        }
        var exchanges = Exchange.sort(result.journal());
        return new CaseReport(
                id,
                id,
                result.scenario().title(),
                "",
                1,
                result.took().toMillis(),
                List.of(id),
                "",
                result.wasCutShort() ? Safe.line(result.ending()) : "",
                Safe.line(result.mishap()),
                judged(result),
                Timelines.of(exchanges),
                WireExcerpt.of(exchanges, broken(result)),
                List.of(),
                history,
                history.isEmpty() ? "" : CaseReports.digest(content),
                "");
    }

    private String place(String client) {
        var name = client.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
        int number = List.copyOf(progress.keySet()).indexOf(client) + 1;
        return number + "-" + name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** What applied and was seen; all else says nothing about the client. */
    private static List<CaseReport.Judged> judged(ScenarioResult result) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.outcome().compareTo(Outcome.NOT_OBSERVED) < 0)
                .map(verdict -> new CaseReport.Judged(
                        isExpectation(verdict)
                                ? result.scenario().id()
                                : verdict.rule().id(),
                        verdict.outcome(),
                        Safe.line((isExpectation(verdict) ? verdict.rule().text() + ": " : "") + verdict.reason()),
                        Safe.lines(verdict.evidence())))
                .toList();
    }

    private static List<String> broken(ScenarioResult result) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.outcome().compareTo(Outcome.WARN) <= 0)
                .flatMap(verdict -> verdict.evidence().stream())
                .toList();
    }
}
