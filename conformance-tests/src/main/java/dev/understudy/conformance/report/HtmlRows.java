package dev.understudy.conformance.report;

import dev.understudy.conformance.RuleSummary;
import dev.understudy.verdict.Outcome;
import java.util.List;

/** A section for each row: its words, and what each subject came to. */
final class HtmlRows {
    private static final int MOST_EVIDENCE = 8;

    private final Report report;
    private final Html page;

    HtmlRows(Report report, Html page) {
        this.report = report;
        this.page = page;
    }

    void write() {
        report.rows().forEach(this::row);
    }

    private void row(Row row) {
        boolean attention = report.subjects().stream()
                .anyMatch(subject -> subject.result(row.id()).outcome().compareTo(Outcome.WARN) <= 0);
        page.open(
                "details",
                "class",
                "row" + (attention ? " attention" : ""),
                "id",
                HtmlGrid.anchor(row),
                "data-outcomes",
                HtmlGrid.outcomes(report, row),
                "data-text",
                row.id() + " " + row.text());
        page.open("summary");
        report.subjects().forEach(subject -> badge(subject.result(row.id())));
        page.element("b", row.id())
                .text(" ")
                .element("span", row.text(), "class", "short")
                .close("summary")
                .line();
        page.open("dl");
        page.element("dt", "Expected")
                .open("dd")
                .element("span", row.level(), "class", "level")
                .text(" " + row.text())
                .close("dd");
        if (!row.source().isEmpty()) {
            page.element("dt", "Source").element("dd", row.source());
        }
        report.subjects().forEach(subject -> subject(row, subject));
        page.close("dl").close("details").line();
    }

    private void badge(RowResult result) {
        page.open(
                        "span",
                        "class",
                        "badge o-" + result.outcome().word()
                                + (result.expected().isEmpty() ? "" : " known"),
                        "title",
                        HtmlGrid.word(result))
                .text(HtmlGrid.sign(result.outcome()))
                .close("span");
        page.text(" ");
    }

    private void subject(Row row, Subject subject) {
        var result = subject.result(row.id());
        page.element("dt", report.subjects().size() == 1 ? "Seen" : "Seen at " + subject.name());
        page.open("dd");
        page.element(
                        "span",
                        HtmlGrid.word(result),
                        "class",
                        "badge o-" + result.outcome().word())
                .text(" " + result.reason());
        if (!result.expected().isEmpty()) {
            page.open("p").element("b", "Known: ").text(result.expected()).close("p");
        }
        evidence(result.evidence(), page);
        if (result.outcome().compareTo(Outcome.WARN) <= 0) {
            RuleSummary.waiver(row.id())
                    .ifPresent(words -> page.open("p")
                            .text("If the target does not do this at all, its profile says so: ")
                            .element("code", words)
                            .close("p"));
        }
        if (!result.cases().isEmpty()) {
            page.open("p", "class", "links").text("Judged in ");
            result.cases().stream()
                    .distinct()
                    .forEach(name -> page.element("a", name, "href", "#" + HtmlCases.anchor(report, subject, name))
                            .text(" "));
            page.close("p");
        }
        page.close("dd").line();
    }

    static void evidence(List<String> evidence, Html page) {
        if (evidence.isEmpty()) {
            return;
        }
        page.open("ul", "class", "evidence");
        evidence.stream().limit(MOST_EVIDENCE).forEach(line -> page.element("li", line));
        if (evidence.size() > MOST_EVIDENCE) {
            page.element("li", "and " + (evidence.size() - MOST_EVIDENCE) + " more");
        }
        page.close("ul");
    }
}
