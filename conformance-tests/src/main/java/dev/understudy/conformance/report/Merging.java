package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.ExitCode;
import dev.understudy.contract.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts reports beside each other, and shards of one run together. */
public final class Merging {
    private final LocalDate today;
    private final List<Source> sources = new ArrayList<>();

    /** A merging of nothing yet. */
    public Merging(LocalDate today) {
        this.today = today;
    }

    /** A subject, and where its files are. */
    private record Source(Report report, Subject subject, ReportFolder folder) {}

    /**
     * Adds all of a folder's subjects.
     *
     * @param name what to call its subject; empty to call it what the report calls it
     * @throws UnusableReportException if there is no report
     */
    public void add(ReportFolder folder, String name) {
        var report = folder.read();
        if (!name.isEmpty() && report.subjects().size() > 1) {
            throw new UnusableReportException(folder + " has "
                    + report.subjects().size() + " subjects, which cannot all be called '" + name + "'.");
        }
        report.subjects()
                .forEach(subject ->
                        sources.add(new Source(report, name.isEmpty() ? subject : subject.named(name), folder)));
    }

    /** Where the files of a merged report come from and go to. */
    private record Copy(ReportFolder from, String name, String to) {}

    /**
     * One report of all of them.
     *
     * @throws UnusableReportException if they do not fit together
     */
    public Report report() {
        refuseOthers();
        var bySubject = new LinkedHashMap<String, List<Source>>();
        sources.forEach(source -> bySubject
                .computeIfAbsent(source.subject().name(), name -> new ArrayList<>())
                .add(source));
        var first = sources.get(0).report();
        var rows = new LinkedHashMap<String, Row>();
        sources.forEach(source -> source.report().rows().forEach(row -> rows.putIfAbsent(row.id(), row)));
        var subjects = bySubject.values().stream().map(this::joined).toList();
        return Report.of(first.binds(), first.contract(), first.fingerprint(), List.copyOf(rows.values()), subjects);
    }

    /** The report of all of them, in a folder with all that belongs to it. */
    public Report write(ReportFolder target) throws java.io.IOException {
        var report = report();
        target.clear();
        var copies = new ArrayList<Copy>();
        var subjects = report.subjects().stream()
                .map(subject -> moved(subject, report, copies))
                .toList();
        for (var copy : copies) {
            var from = copy.from().file(copy.name());
            if (java.nio.file.Files.isRegularFile(from)) {
                target.write(copy.to(), java.nio.file.Files.readAllBytes(from));
            }
        }
        var all = Report.of(report.binds(), report.contract(), report.fingerprint(), report.rows(), subjects);
        target.write(all);
        return all;
    }

    /** With several subjects, each has a folder of its own for its files. */
    private Subject moved(Subject subject, Report report, List<Copy> copies) {
        int number = report.subjects().indexOf(subject) + 1;
        var slug = subject.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var room = report.subjects().size() == 1 ? "" : number + "-" + slug + "/";
        return subject.withCases(subject.cases().stream()
                .map(each -> {
                    var history = each.history().isEmpty() ? "" : "history/" + room + each.name() + ".jsonl";
                    var repro = each.repro().isEmpty() ? "" : "repro/" + room + each.name() + ".sh";
                    sources.stream()
                            .filter(source -> source.subject().name().equals(subject.name())
                                    && source.subject().cases().contains(each)
                                    && !each.history().isEmpty())
                            .findFirst()
                            .ifPresent(source -> copies.add(new Copy(source.folder(), each.history(), history)));
                    return each.at(history, repro);
                })
                .toList());
    }

    /** What merged subjects come to: the worst of them. */
    public static int exitCode(Report report) {
        var codes = report.subjects().stream().map(Subject::exitCode).toList();
        return Arrays.stream(ExitCode.values())
                .filter(code -> codes.contains(code.number()))
                .collect(java.util.stream.Collectors.collectingAndThen(
                        java.util.stream.Collectors.toList(),
                        known -> known.size() < new HashSet<>(codes).size()
                                ? 130
                                : ExitCode.worst(known).number()));
    }

    private void refuseOthers() {
        if (sources.isEmpty()) {
            throw new UnusableReportException("There is nothing to merge.");
        }
        var first = sources.get(0);
        for (var source : sources) {
            same(
                    first,
                    source,
                    "judges",
                    first.report().binds() + "s",
                    source.report().binds() + "s");
            same(
                    first,
                    source,
                    "is about the contract",
                    first.report().contract(),
                    source.report().contract());
            same(
                    first,
                    source,
                    "is about the contract's text",
                    first.report().fingerprint(),
                    source.report().fingerprint());
        }
    }

    private static void same(Source one, Source other, String what, Object ones, Object others) {
        if (!ones.equals(others)) {
            throw new UnusableReportException("These reports do not fit together: " + one.folder() + " " + what + " "
                    + ones + ", " + other.folder() + " " + others + ".");
        }
    }

    private Subject joined(List<Source> parts) {
        var first = parts.get(0);
        int count = first.subject().settings().shard().count();
        if (parts.size() == 1 && count == 1) {
            return first.subject();
        }
        refuseUnfit(parts, count);
        var rules = rules(parts);
        var cases = new ArrayList<CaseReport>();
        parts.forEach(part -> cases.addAll(part.subject().cases()));
        return join(first.subject(), parts, rules, cases);
    }

    private Subject join(Subject first, List<Source> parts, Map<String, Rule> rules, List<CaseReport> cases) {
        List<CaseResult> results = cases.stream()
                .map(each -> CaseReports.back(each, id -> Optional.ofNullable(rules.get(id))))
                .toList();
        var settings = first.settings().whole();
        var standing = Standing.of(
                List.copyOf(rules.values()), results, new Baseline(settings.baseline()).on(today), settings.shard());
        var open = parts.stream()
                .map(Source::subject)
                .filter(part -> part.state() != Subject.State.COMPLETE)
                .findFirst();
        var notes = new LinkedHashSet<>(standing.notes());
        parts.stream()
                .filter(part -> part.subject().state() != Subject.State.COMPLETE)
                .forEach(part -> notes.addAll(part.subject().notes()));
        return new Subject(
                first.name(),
                first.address(),
                open.map(Subject::state).orElse(Subject.State.COMPLETE),
                settings,
                parts.stream()
                        .mapToLong(part -> part.subject().milliseconds())
                        .max()
                        .orElse(0),
                open.map(Subject::exitCode).orElse(standing.exitCode().number()),
                open.map(Subject::meaning).orElse(standing.exitCode().words()),
                List.copyOf(notes),
                standing.rows(),
                cases);
    }

    private static void refuseUnfit(List<Source> parts, int count) {
        var first = parts.get(0);
        var numbers = new HashSet<Integer>();
        for (var part : parts) {
            var settings = part.subject().settings();
            var of = first.subject().settings();
            same(
                    first,
                    part,
                    "is one of shards in number",
                    count,
                    settings.shard().count());
            same(first, part, "has the seed", of.seed(), settings.seed());
            same(first, part, "has --level", of.level(), settings.level());
            same(first, part, "has --repeat", of.repeat(), settings.repeat());
            same(first, part, "has --only", of.only(), settings.only());
            same(first, part, "has the terms", String.valueOf(of.terms()), String.valueOf(settings.terms()));
            same(first, part, "has the baseline", of.baseline(), settings.baseline());
            if (!numbers.add(settings.shard().number())) {
                throw new UnusableReportException(twice(part, count));
            }
        }
        var missing = IntStream.rangeClosed(1, count)
                .filter(number -> !numbers.contains(number))
                .boxed()
                .toList();
        if (!missing.isEmpty()) {
            throw new UnusableReportException("Of " + first.subject().name() + ", shards are missing: " + missing
                    + " of " + count + ". Give the folders of all of them.");
        }
    }

    private static String twice(Source part, int count) {
        var name = part.subject().name();
        return count == 1
                ? "There are two reports on '" + name + "', the second in " + part.folder()
                        + ". Name them apart: merge one=DIR other=DIR."
                : "Shard " + part.subject().settings().shard() + " of " + name + " is there twice, the second time in "
                        + part.folder() + ".";
    }

    private static Map<String, Rule> rules(List<Source> parts) {
        var rules = new LinkedHashMap<String, Rule>();
        for (var part : parts) {
            part.report()
                    .rows()
                    .forEach(row ->
                            rules.putIfAbsent(row.id(), row.asRule(part.report().binds())));
        }
        return rules;
    }
}
