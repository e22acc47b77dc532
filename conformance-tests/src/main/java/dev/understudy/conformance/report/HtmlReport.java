package dev.understudy.conformance.report;

import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** {@code index.html}: one file that needs nothing else, for people. */
final class HtmlReport implements ReportFormat {
    private static final Map<Outcome, String> LEGEND = new TreeMap<>(Map.of(
            Outcome.PASS, "The rule held wherever it was seen to apply.",
            Outcome.FAIL, "A MUST was broken.",
            Outcome.WARN, "A SHOULD was broken; still conformant.",
            Outcome.INCONCLUSIVE, "It ran, and what was seen was not enough to tell.",
            Outcome.NOT_OBSERVED, "What the rule is about did not happen; the reason says what that would have been.",
            Outcome.NOT_APPLICABLE, "The profile says that the subject does not do this.",
            Outcome.NOT_TESTED, "Nothing was there to show it; the report says what is missing.",
            Outcome.ERROR, "Something of our own went wrong; it says nothing about the subject."));

    @Override
    public void write(Report report, Path folder) throws IOException {
        AtomicFile.write(folder.resolve("index.html"), page(report).getBytes(StandardCharsets.UTF_8));
    }

    static String page(Report report) {
        var css = resource("report.css");
        var script = resource("report.js");
        var page = new Html();
        page.own("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.open(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src '" + hash(css) + "'; script-src '" + hash(script)
                        + "'; base-uri 'none'; form-action 'none'");
        page.own("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.element("title", title(report)).line();
        page.own("<style>" + css + "</style>\n</head>\n<body>\n");
        head(report, page);
        page.own("<main>\n<h2>Verdicts</h2>\n");
        filters(report, page);
        new HtmlGrid(report, page).write();
        legend(report, page);
        page.element("h2", "What was expected, and what was seen").line();
        new HtmlRows(report, page).write();
        page.element("h2", "Cases").line();
        new HtmlCases(report, page).write();
        page.own("</main>\n<footer>");
        page.text("Written by " + report.tool() + ". Contract " + report.contract() + ", text " + report.fingerprint()
                + ".");
        page.own("</footer>\n<script>" + script + "</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private static String title(Report report) {
        return "Conformance to " + report.contract()
                + (report.subjects().size() == 1
                        ? ": " + report.subjects().get(0).name()
                        : "");
    }

    private static void head(Report report, Html page) {
        page.open("header").element("h1", title(report)).line();
        page.open("div", "class", "subjects");
        report.subjects().forEach(subject -> subject(report, subject, page));
        page.close("div").close("header").line();
    }

    private static void subject(Report report, Subject subject, Html page) {
        page.open("section", "class", "card x" + subject.exitCode()).element("h2", subject.name());
        page.open("p", "class", "verdict")
                .element("strong", subject.meaning())
                .text(" (exit " + subject.exitCode() + ")")
                .close("p");
        var settings = subject.settings();
        page.element(
                "p",
                (subject.address().isEmpty() ? "" : subject.address() + ", ")
                        + String.format(java.util.Locale.ROOT, "%.1f s", subject.milliseconds() / 1000.0) + ", seed "
                        + settings.seed() + (settings.network().isEmpty() ? "" : ", fault proxy: " + settings.network())
                        + (settings.shard().count() == 1 ? "" : ", shard " + settings.shard())
                        + (settings.repeat() == 1 ? "" : ", each case " + settings.repeat() + " times")
                        + (settings.level().equals("all")
                                ? ""
                                : (report.binds().equals("client") ? ", yardstick " : ", level ") + settings.level()),
                "class",
                "facts");
        page.open("p", "class", "counts");
        subject.summary()
                .forEach((outcome, count) -> page.element(
                                "span", count + " " + outcome.word(), "class", "badge o-" + outcome.word())
                        .text(" "));
        page.close("p");
        subject.notes().forEach(note -> page.element("p", note, "class", "note"));
        broken(report, subject, page);
        page.close("section").line();
    }

    private static void broken(Report report, Subject subject, Html page) {
        var broken = report.rows().stream()
                .filter(row -> subject.result(row.id()).outcome().compareTo(Outcome.WARN) <= 0)
                .toList();
        if (!broken.isEmpty()) {
            page.open("p", "class", "links").text("Look at ");
            broken.forEach(row -> page.element("a", row.id(), "href", "#" + HtmlGrid.anchor(row))
                    .text(" "));
            page.close("p");
        }
    }

    private static void filters(Report report, Html page) {
        var counts = new TreeMap<Outcome, Long>();
        report.subjects()
                .forEach(subject ->
                        subject.summary().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum)));
        page.open("div", "class", "filters", "id", "filters", "role", "group", "aria-label", "Show only")
                .own("<noscript>Filters need JavaScript.</noscript>");
        counts.forEach((outcome, count) -> page.open(
                        "button",
                        "type",
                        "button",
                        "data-filter",
                        outcome.word(),
                        "aria-pressed",
                        "false",
                        "class",
                        "badge o-" + outcome.word())
                .text(HtmlGrid.sign(outcome) + " " + outcome.word())
                .close("button"));
        page.open(
                "input",
                "type",
                "search",
                "id",
                "search",
                "placeholder",
                "Search rules and cases",
                "aria-label",
                "Search");
        page.element("span", "", "id", "shown", "role", "status").close("div").line();
    }

    private static void legend(Report report, Html page) {
        page.open("details", "class", "legend").element("summary", "Legend").open("dl");
        LEGEND.forEach((outcome, words) -> page.open("dt")
                .element("span", HtmlGrid.sign(outcome) + " " + outcome.word(), "class", "badge o-" + outcome.word())
                .close("dt")
                .element("dd", words));
        page.open("dt")
                .element("span", "known", "class", "badge o-fail known")
                .close("dt")
                .element("dd", "A failure that the baseline expects; it does not fail the run.");
        if (!HtmlGrid.variantsOf(report).isEmpty()) {
            page.element("dt", "Small letters")
                    .element(
                            "dd",
                            "The same for one kind of job: " + String.join(", ", HtmlGrid.variantsOf(report)) + ".");
        }
        page.element("dt", "Timelines")
                .element(
                        "dd",
                        "Bars are requests (grey) and streams (blue; red if they were cut or reset),"
                                + " dots are events, thin lines are comments. A tall red line is a fault, the shaded part lasts until the listener was back.");
        page.close("dl").close("details").line();
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("/report/" + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
