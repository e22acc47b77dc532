package dev.understudy.conformance.report;

import dev.understudy.verdict.Outcome;
import java.util.List;

/** A section for each case: what was expected and seen, when it happened, what went over the wire, how to do it again. */
final class HtmlCases {
    private static final int MOST_COMMANDS = 8;

    private final Report report;
    private final Html page;

    HtmlCases(Report report, Html page) {
        this.report = report;
        this.page = page;
    }

    static String anchor(Report report, Subject subject, String name) {
        return "case-" + (report.subjects().indexOf(subject) + 1) + "-" + name;
    }

    void write() {
        for (var subject : report.subjects()) {
            page.open("section", "class", "subject");
            if (report.subjects().size() > 1) {
                page.element("h3", subject.name());
            }
            subject.cases().forEach(each -> one(subject, each));
            page.close("section").line();
        }
    }

    private void one(Subject subject, CaseReport each) {
        var broken = each.verdicts().stream()
                .filter(verdict -> verdict.outcome() != Outcome.PASS)
                .toList();
        var outcome = outcome(each);
        page.open(
                "details",
                "class",
                "case" + (outcome.compareTo(Outcome.WARN) <= 0 ? " attention" : ""),
                "id",
                anchor(report, subject, each.name()),
                "data-outcomes",
                outcomes(each),
                "data-text",
                each.name() + " " + each.title());
        page.open("summary")
                .element("span", HtmlGrid.sign(outcome), "class", "badge o-" + outcome.word(), "title", outcome.word())
                .text(" ")
                .element("b", each.name())
                .text(" ")
                .element("span", each.title(), "class", "short")
                .close("summary")
                .line();
        endings(each);
        verdicts(broken);
        held(each);
        if (!each.timeline().lanes().isEmpty()) {
            page.element("h4", "What happened when");
            TimelineSvg.draw(each.timeline(), each.name(), page);
        }
        wire(each);
        again(subject, each);
        page.close("details").line();
    }

    private static Outcome outcome(CaseReport each) {
        if (!each.mishap().isEmpty()) {
            return Outcome.ERROR;
        }
        return each.verdicts().stream()
                .map(CaseReport.Judged::outcome)
                .min(Outcome::compareTo)
                .orElse(
                        each.skipped().isEmpty() && !each.stopped().isEmpty()
                                ? Outcome.INCONCLUSIVE
                                : Outcome.NOT_TESTED);
    }

    private static String outcomes(CaseReport each) {
        return each.verdicts().isEmpty()
                ? outcome(each).word()
                : HtmlGrid.words(
                        each.verdicts().stream().map(CaseReport.Judged::outcome).toList());
    }

    private void endings(CaseReport each) {
        page.element("p", each.title() + ". It took " + each.milliseconds() + " ms.", "class", "about");
        ending("It did not run: ", each.skipped());
        ending("It could not go on: ", each.stopped());
        ending("Something of our own went wrong; it says nothing about what was judged: ", each.mishap());
    }

    private void ending(String words, String why) {
        if (!why.isEmpty()) {
            page.open("p", "class", "ending")
                    .element("b", words)
                    .text(why)
                    .close("p")
                    .line();
        }
    }

    private void verdicts(List<CaseReport.Judged> broken) {
        if (broken.isEmpty()) {
            return;
        }
        page.open("dl", "class", "verdicts");
        for (var verdict : broken) {
            var row = report.row(verdict.row());
            page.open("dt")
                    .element(
                            "span",
                            verdict.outcome().word(),
                            "class",
                            "badge o-" + verdict.outcome().word())
                    .text(" ")
                    .element("a", verdict.row(), "href", "#" + HtmlGrid.anchor(row))
                    .close("dt");
            page.open("dd");
            page.open("p").element("b", "Expected ").text(row.text()).close("p");
            page.open("p").element("b", "Seen ").text(verdict.reason()).close("p");
            HtmlRows.evidence(verdict.evidence().stream().skip(1).toList(), page);
            page.close("dd");
        }
        page.close("dl").line();
    }

    private void held(CaseReport each) {
        var held = each.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Outcome.PASS)
                .toList();
        if (!held.isEmpty()) {
            page.open("p", "class", "links").element("b", "Held: ");
            held.forEach(verdict -> page.element(
                            "a",
                            verdict.row(),
                            "href",
                            "#" + HtmlGrid.anchor(report.row(verdict.row())),
                            "title",
                            report.row(verdict.row()).text())
                    .text(" "));
            page.close("p").line();
        }
    }

    private void wire(CaseReport each) {
        if (!each.excerpt().isEmpty()) {
            page.element("h4", "On the wire");
            page.element("pre", String.join("\n", each.excerpt()).stripTrailing(), "class", "wire", "tabindex", "0");
        }
        if (!each.history().isEmpty()) {
            page.open("p", "class", "links")
                    .text("All of it: ")
                    .element("a", each.history(), "href", href(each.history()))
                    .close("p")
                    .line();
        }
    }

    private void again(Subject subject, CaseReport each) {
        if (each.curl().isEmpty()) {
            return;
        }
        page.element("h4", "To repeat it");
        var lines = each.curl().stream().limit(MOST_COMMANDS).toList();
        page.element(
                "pre",
                "BASE_URL='" + subject.address().replace("'", "'\\''") + "'\n" + String.join("\n", lines),
                "class",
                "curl",
                "tabindex",
                "0");
        page.open("p", "class", "links")
                .text(
                        each.curl().size() > MOST_COMMANDS
                                ? (each.curl().size() - MOST_COMMANDS) + " more in the script "
                                : "As a script: ")
                .element("a", each.repro(), "href", href(each.repro()))
                .close("p")
                .line();
    }

    private static String href(String file) {
        return file.replace("%", "%25").replace("#", "%23").replace("?", "%3F");
    }
}
