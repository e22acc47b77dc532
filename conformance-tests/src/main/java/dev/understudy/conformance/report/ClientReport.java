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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What came of clients, as a report: a row for each scenario, then one for each rule that anything was said about, and a case for each
 * scenario with its timeline and its history.
 *
 * <p>Written anew after each client, so that a run that is cut short leaves the clients before.
 */
public final class ClientReport {
    private static final int LONGEST_NAME = 40;

    private final ReportFolder folder;
    private final ClientSettings settings;
    private final List<Scenario> scenarios;
    private final Map<String, Row> rules = new LinkedHashMap<>();
    private final List<Subject> subjects = new ArrayList<>();

    /** A report in this folder; takes away what an earlier one left there. */
    public ClientReport(ReportFolder folder, ClientSettings settings, List<Scenario> scenarios) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.scenarios = List.copyOf(scenarios);
        folder.clear();
    }

    /** Adds a client and writes everything. */
    public void add(ClientResult result) throws IOException {
        ofTheContract(result).map(Verdict::rule).forEach(rule -> rules.putIfAbsent(rule.id(), Row.of(rule)));
        var cases = new ArrayList<CaseReport>();
        for (var scenario : result.scenarios()) {
            cases.add(written(scenario, result.client()));
        }
        subjects.add(subject(result, cases));
        folder.write(report());
    }

    private Report report() {
        var rows = Stream.concat(scenarios.stream().map(ClientReport::row), rules.values().stream())
                .toList();
        return Report.of("client", settings.contract(), Contract.fingerprint(settings.contract()), rows, subjects);
    }

    private static Row row(Scenario scenario) {
        return new Row(scenario.id(), scenario.group(), "info", scenario.title(), "The catalogue of scenarios");
    }

    private static Stream<Verdict> ofTheContract(ClientResult result) {
        return result.scenarios().stream()
                .flatMap(scenario -> scenario.verdicts().stream())
                .filter(verdict -> !isExpectation(verdict));
    }

    /** What a scenario expects has a number there, which is another thing's in the next scenario: its row is the scenario's. */
    private static boolean isExpectation(Verdict verdict) {
        return verdict.rule().id().startsWith("EXPECT-");
    }

    private Subject subject(ClientResult result, List<CaseReport> cases) {
        var rows = Stream.concat(
                        result.scenarios().stream().map(ClientReport::resultOf),
                        ofTheContract(result)
                                .map(verdict -> verdict.rule().id())
                                .distinct()
                                .map(id -> resultOf(id, result)))
                .toList();
        return new Subject(
                name(result.client()),
                "",
                Subject.State.COMPLETE,
                inForce(),
                result.took().toMillis(),
                result.exitCode().number(),
                result.exitCode().words(),
                result.exitCode() == ExitCode.UNREACHABLE
                        ? List.of("The command did not start, in any scenario.")
                        : List.of(),
                rows,
                cases);
    }

    /** Two clients may be given the same name; a report needs two. */
    private String name(String client) {
        var name = Safe.line(client);
        var taken = subjects.stream().map(Subject::name).toList();
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? name : name + " (" + number + ")")
                .filter(each -> !taken.contains(each))
                .findFirst()
                .orElseThrow();
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
        var worst = ofTheContract(result)
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

    private CaseReport written(ScenarioResult result, String client) throws IOException {
        var id = result.scenario().id();
        var content = CaseReports.history(result.journal());
        var history = result.journal().isEmpty() ? "" : "history/" + place(client) + "/" + id + ".jsonl";
        if (!history.isEmpty()) {
            folder.write(history, content);
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
        return (subjects.size() + 1) + "-" + name.substring(0, Math.min(name.length(), LONGEST_NAME));
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
