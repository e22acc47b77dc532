package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.journal.Entry;
import dev.understudy.journal.JournalFile;
import dev.understudy.verdict.Check;
import dev.understudy.verdict.Judge;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Seen;
import dev.understudy.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One report being judged again; see {@link Rejudging}. */
final class Judging {
    private final ReportFolder folder;
    private final Report recorded;
    private final Contract contract;
    private final LocalDate today;
    private final List<String> differences = new ArrayList<>();
    private final LinkedHashSet<Row> rows = new LinkedHashSet<>();

    Judging(ReportFolder folder, Report recorded, Contract contract, LocalDate today) {
        this.folder = folder;
        this.recorded = recorded;
        this.contract = contract;
        this.today = today;
    }

    Rejudging judge() {
        if (!Contract.fingerprint(recorded.contract()).equals(recorded.fingerprint())) {
            differences.add("The contract " + recorded.contract() + " is not the one of then.");
        }
        var subjects = recorded.subjects().stream().map(this::judge).toList();
        var report = Report.of("server", recorded.contract(), recorded.fingerprint(), List.copyOf(rows), subjects);
        return new Rejudging(report, differences);
    }

    private Subject judge(Subject then) {
        var settings = then.settings();
        var checks = checks(settings);
        var terms = Optional.ofNullable(settings.terms())
                .orElseThrow(() -> new UnusableReportException(
                        folder + ": the report does not say what " + then.name() + " promises."));
        var rules = checks.stream()
                .flatMap(check -> contract.rule(check.rule()).stream())
                .toList();
        rules.stream().map(Row::of).forEach(rows::add);
        var results = new ArrayList<CaseResult>();
        var reports = new ArrayList<CaseReport>();
        for (var each : then.cases()) {
            var seen = new Seen(contract, terms, history(each));
            var result = CaseReports.back(each, List.of(), verdicts(each, checks, seen));
            results.add(result);
            reports.add(each.judged(CaseReports.of(result, seen).verdicts()));
        }
        return judged(then, rules, results, reports);
    }

    private Subject judged(Subject then, List<Rule> rules, List<CaseResult> results, List<CaseReport> reports) {
        var settings = then.settings();
        var baseline = new Baseline(settings.baseline()).on(today);
        var standing = Standing.of(rules, results, baseline, settings.shard());
        compare(then, standing.rows(), reports);
        boolean complete = then.state() == Subject.State.COMPLETE;
        return new Subject(
                then.name(),
                then.address(),
                then.state(),
                settings,
                then.milliseconds(),
                complete ? standing.exitCode().number() : then.exitCode(),
                complete ? standing.exitCode().words() : then.meaning(),
                standing.notes(),
                standing.rows(),
                reports);
    }

    private List<Check> checks(Settings settings) {
        var level = SuiteSettings.Level.valueOf(settings.level().toUpperCase(Locale.ROOT));
        return new SuiteSettings(settings.only(), 1, settings.seed(), Optional.empty())
                .with(settings.repeat(), settings.shard(), level)
                .checks(contract);
    }

    @SuppressWarnings(
            "IllegalCatch") // An entry without one of its fields may make any check stumble, wherever it looks.
    private List<Verdict> verdicts(CaseReport each, List<Check> checks, Seen seen) {
        try {
            return Judge.judge(checks, seen);
        } catch (RuntimeException e) {
            throw new UnusableReportException(
                    folder.file(each.history()) + ":1:1  The history cannot be judged, an entry lacks something: " + e);
        }
    }

    private List<Entry> history(CaseReport each) {
        if (each.history().isEmpty()) {
            return List.of();
        }
        var file = folder.file(each.history());
        if (!Files.isRegularFile(file)) {
            throw new UnusableReportException(file + ":1:1  The history of " + each.name() + " is missing.");
        }
        try {
            ReportFolder.refuseTooLarge(file);
            var entries = JournalFile.read(file);
            if (!CaseReports.digest(Files.readAllBytes(file)).equals(each.digest())) {
                throw new UnusableReportException(
                        file + ":1:1  This history is not the one that the report was made of:"
                                + " its checksum is another one. Run the suite again.");
            }
            return entries;
        } catch (JournalFile.NoJournalException e) {
            throw new UnusableReportException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private void compare(Subject then, List<RowResult> now, List<CaseReport> cases) {
        for (var result : now) {
            compare(then.name(), result.row(), then.result(result.row()).outcome(), result.outcome());
        }
        then.results().stream()
                .filter(old -> now.stream().noneMatch(result -> result.row().equals(old.row())))
                .forEach(old -> differences.add(then.name() + ": " + old.row() + " is no longer judged."));
        for (int i = 0; i < cases.size(); i++) {
            var before = then.cases().get(i);
            var after = cases.get(i);
            for (var row : rows) {
                compare(then.name() + ", " + after.name(), row.id(), before.outcome(row.id()), after.outcome(row.id()));
            }
        }
    }

    private void compare(String where, String row, Outcome then, Outcome now) {
        if (then != now) {
            differences.add(where + ": " + row + " was " + then.word() + ", and is " + now.word() + " now.");
        }
    }
}
