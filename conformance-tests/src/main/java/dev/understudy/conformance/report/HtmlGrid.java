package dev.understudy.conformance.report;

import dev.understudy.verdict.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The grid: rows by subjects, in each cell the verdict, and small ones for each variant. */
final class HtmlGrid {
    private static final int FEW = 2;

    private final Report report;
    private final Html page;

    HtmlGrid(Report report, Html page) {
        this.report = report;
        this.page = page;
    }

    void write() {
        boolean few = report.subjects().size() <= FEW;
        page.open("div", "class", "scroll")
                .open("table", "id", "grid", "class", few ? "few" : "many")
                .line();
        head();
        page.open("tbody").line();
        var group = "";
        for (var row : report.rows()) {
            if (!row.group().equals(group)) {
                group = row.group();
                page.open("tr", "class", "group")
                        .element(
                                "th",
                                group.toLowerCase(java.util.Locale.ROOT),
                                "colspan",
                                Integer.toString(report.subjects().size() + 2),
                                "scope",
                                "rowgroup")
                        .close("tr")
                        .line();
            }
            row(row, few);
        }
        page.close("tbody").close("table").close("div").line();
    }

    private void head() {
        page.open("thead")
                .open("tr")
                .element("th", report.binds().equals("server") ? "Rule" : "Rule or scenario", "scope", "col");
        page.element("th", "Its words", "scope", "col", "class", "words");
        report.subjects()
                .forEach(subject -> page.open("th", "scope", "col", "class", "subject")
                        .element("span", subject.name())
                        .close("th"));
        page.close("tr").close("thead").line();
    }

    private void row(Row row, boolean few) {
        page.open("tr", "data-outcomes", outcomes(report, row), "data-text", row.id() + " " + row.text());
        page.open("th", "scope", "row")
                .element("a", row.id(), "href", "#" + anchor(row))
                .close("th");
        page.open("td", "class", "words")
                .element("span", row.level(), "class", "level")
                .text(" " + row.text())
                .close("td");
        report.subjects().forEach(subject -> cell(row, subject, few));
        page.close("tr").line();
    }

    private void cell(Row row, Subject subject, boolean few) {
        var result = subject.result(row.id());
        page.open("td", "class", "cell");
        page.open(
                        "a",
                        "href",
                        "#" + anchor(row),
                        "class",
                        "badge o-" + result.outcome().word()
                                + (result.expected().isEmpty() ? "" : " known"),
                        "title",
                        title(subject, row, result))
                .element("span", sign(result.outcome()), "aria-hidden", "true")
                .element("span", " " + word(result), "class", few ? "word" : "only-read")
                .close("a");
        variants(row, subject);
        page.close("td");
    }

    private static String title(Subject subject, Row row, RowResult result) {
        return subject.name() + ", " + row.id() + ": " + word(result) + ". " + result.reason();
    }

    static String word(RowResult result) {
        return result.outcome().word()
                + (result.expected().isEmpty() ? "" : ", known")
                + (result.flaky() ? ", flaky" : "");
    }

    private void variants(Row row, Subject subject) {
        page.open("span", "class", "variants");
        for (var variant : variantsOf(report)) {
            outcome(subject, row, variant)
                    .ifPresent(outcome -> page.element(
                            "i",
                            variant.substring(0, 1),
                            "class",
                            "o-" + outcome.word(),
                            "title",
                            variant + ": " + outcome.word()));
        }
        page.close("span");
    }

    private static Optional<Outcome> outcome(Subject subject, Row row, String variant) {
        return subject.cases().stream()
                .filter(each -> each.variant().equals(variant))
                .map(each -> each.outcome(row.id()))
                .filter(outcome -> outcome != Outcome.NOT_TESTED)
                .min(Outcome::compareTo);
    }

    static Set<String> variantsOf(Report report) {
        return report.subjects().stream()
                .flatMap(subject -> subject.cases().stream())
                .map(CaseReport::variant)
                .filter(variant -> !variant.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** For filtering. */
    static String outcomes(Report report, Row row) {
        return words(report.subjects().stream()
                .map(subject -> subject.result(row.id()).outcome())
                .toList());
    }

    static String words(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::word).distinct().collect(Collectors.joining(" "));
    }

    /** What links to a row lead to. */
    static String anchor(Row row) {
        return "rule-" + row.id();
    }

    /** A sign beside the colour, for those who do not see it. */
    static String sign(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "\u2713";
            case FAIL -> "\u2717";
            case WARN -> "!";
            case ERROR -> "E";
            case INCONCLUSIVE -> "?";
            case NOT_APPLICABLE -> "\u2205";
            case NOT_OBSERVED -> "\u00b7";
            case NOT_TESTED -> "\u2013";
        };
    }
}
