package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.realpart.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as people see it: in a real browser, on a phone and on a desk, by day and by night. */
class HtmlReportTest {
    private static final int SMALLEST_LETTERS = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} pixels wide, dark: {1}")
    @CsvSource({"390, false", "390, true", "1280, false", "1280, true"})
    void grid_case_and_timeline_are_there_and_can_be_read(int width, boolean dark) throws Exception {
        RecordedRuns.of("mutant-resume-lossless", folder, RecordedRuns.only("cut-and-resume", "cors"), Baseline.NONE);
        try (var browser = Browser.start(folder)) {
            browser.window(width, 900, dark);
            browser.open(folder.resolve("index.html").toUri());

            assertThat(number(browser, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
            assertThat(number(browser, "document.querySelectorAll('#grid tbody tr:not(.group)').length"))
                    .isGreaterThan(40);
            assertThat(text(browser, "#grid tr[data-text^=RESUME-LOSSLESS] .cell"))
                    .contains("fail");
            assertContrast(browser, "#grid tr[data-text^=RESUME-LOSSLESS] .badge");
            assertThat(widthOf(browser, "#grid")).isLessThanOrEqualTo(width);

            browser.ask("location.hash = '#case-1-cut-and-resume-imports'");
            browser.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            assertThat(browser.ask("document.querySelector('#case-1-cut-and-resume-imports').open")
                            .asBoolean())
                    .isTrue();
            assertTimeline(browser, "#case-1-cut-and-resume-imports svg.timeline", width);
            assertThat(text(browser, "#case-1-cut-and-resume-imports .curl")).contains("BASE_URL=", "curl");
            browser.picture(folder.resolve("case.png"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void assertTimeline(Browser browser, String drawing, int width) throws Exception {
        assertThat(widthOf(browser, drawing)).isBetween(width * 3 / 4, width);
        assertThat(number(browser, "document.querySelectorAll('" + drawing + " .lane').length"))
                .isGreaterThanOrEqualTo(4);
        assertThat(number(browser, "document.querySelectorAll('" + drawing + " .window').length"))
                .isPositive();
        assertThat(number(browser, "document.querySelectorAll('" + drawing + " .event').length"))
                .isGreaterThan(3);
        assertThat(number(
                        browser,
                        "parseFloat(getComputedStyle(document.querySelector('" + drawing + " .lane')).fontSize)"))
                .isGreaterThanOrEqualTo(SMALLEST_LETTERS);
        assertThat(number(browser, "document.querySelector('" + drawing + " .lane').getBoundingClientRect().height"))
                .isGreaterThanOrEqualTo(SMALLEST_LETTERS);
    }

    /** As accessibility guidelines want it for small letters: 4.5 to 1. */
    private static void assertContrast(Browser browser, String element) throws Exception {
        var ratio = browser.ask("""
                (() => {
                  const style = getComputedStyle(document.querySelector('%s'));
                  const light = color => color.match(/[0-9.]+/g).slice(0, 3).map(Number).map(c => c / 255)
                    .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
                  const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x);
                  return (a + 0.05) / (b + 0.05);
                })()
                """.formatted(element));
        assertThat(ratio.asDouble()).isGreaterThan(4.5);
    }

    @Test
    void filters_and_links_find_what_is_broken() throws Exception {
        RecordedRuns.of("mutant-resume-lossless", folder, RecordedRuns.only("cut-and-resume", "cors"), Baseline.NONE);
        try (var browser = Browser.start(folder)) {
            browser.window(1280, 900, false);
            browser.open(folder.resolve("index.html").toUri());

            browser.ask("document.querySelector('[data-filter=fail]').click()");
            var shown =
                    "[...document.querySelectorAll('#grid tbody tr[data-text]')].filter(row => !row.hidden).map(row => row.querySelector('a').textContent).join()";
            assertThat(browser.ask(shown).asText()).isEqualTo("RESUME-LOSSLESS");
            browser.ask("document.querySelector('[data-filter=fail]').click()");
            browser.ask("document.querySelector('#search').value = 'preflight'");
            browser.ask("document.querySelector('#search').dispatchEvent(new Event('input'))");
            assertThat(browser.ask(shown).asText()).isEqualTo("CORS-PREFLIGHT");

            assertThat(
                            browser.ask(
                                    "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1))).map(a => a.href)"))
                    .isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} pixels wide")
    @CsvSource({"390", "1280"})
    void five_implementations_with_a_hundred_rules_and_three_kinds_of_jobs_still_fit(int width) throws Exception {
        var one = RecordedRuns.of(
                "mutant-resume-lossless", folder.resolve("one"), RecordedRuns.only("cut-and-resume"), Baseline.NONE);
        var large = new ReportFolder(folder.resolve("large"));
        large.write(fiveTimes(one));
        assertThat(Files.size(folder.resolve("large/index.html"))).isLessThan(8_000_000);
        try (var browser = Browser.start(folder)) {
            browser.window(width, 900, false);
            browser.open(folder.resolve("large/index.html").toUri());
            assertThat(number(browser, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
            assertThat(widthOf(browser, "#grid")).isLessThanOrEqualTo(width);
            assertThat(number(browser, "document.querySelectorAll('#grid tbody tr[data-text]').length"))
                    .isEqualTo(100);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Report fiveTimes(Report one) {
        var rows = new java.util.ArrayList<>(one.rows());
        IntStream.rangeClosed(rows.size() + 1, 100)
                .forEach(number -> rows.add(new Row("MORE-RULE-" + number, "MORE", "should", "One more.", "")));
        var subject = one.subjects().get(0);
        var cases = IntStream.range(0, 40)
                .mapToObj(number -> variant(subject.cases().get(0), number))
                .toList();
        var subjects = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> subject.named("implementation " + number).withCases(cases))
                .toList();
        return Report.of(one.binds(), one.contract(), one.fingerprint(), rows, subjects);
    }

    private static CaseReport variant(CaseReport each, int number) {
        var kind = List.of("imports", "enrichments", "scans").get(number % 3);
        return new CaseReport(
                each.id() + "-" + number,
                each.id(),
                each.title(),
                kind,
                1,
                each.milliseconds(),
                each.proves(),
                "",
                "",
                "",
                each.verdicts(),
                each.timeline(),
                each.excerpt(),
                each.curl(),
                each.history(),
                each.digest(),
                each.repro());
    }

    private static int widthOf(Browser browser, String element) throws Exception {
        return number(browser, "document.querySelector('" + element + "').getBoundingClientRect().width");
    }

    private static int number(Browser browser, String expression) throws Exception {
        return (int) Math.floor(browser.ask(expression).asDouble(-1));
    }

    private static String text(Browser browser, String element) throws Exception {
        return browser.ask("document.querySelector('" + element + "').textContent")
                .asText();
    }
}
