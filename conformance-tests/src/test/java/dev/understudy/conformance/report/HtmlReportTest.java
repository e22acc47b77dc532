package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.realpart.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as people see it: in a real browser, on a phone and on a desk, by day and by night. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlReportTest {
    private static final int SMALLEST_LETTERS = 10;

    private Path folder = Path.of("");

    private @Nullable Report recorded;
    private @Nullable Browser browser;

    /** One run and one browser for all tests, for both take seconds. */
    private Report recorded() throws Exception {
        if (recorded == null) {
            var cases = RecordedRuns.only("cut-and-resume", "cors");
            recorded = RecordedRuns.of("mutant-resume-lossless", folder.resolve("one"), cases, Baseline.NONE);
        }
        return recorded;
    }

    private Browser open(String file, int width, boolean dark) throws Exception {
        if (browser == null) {
            browser = Browser.start(folder);
        }
        browser.window(width, 900, dark);
        browser.open(folder.resolve(file).toUri());
        return browser;
    }

    @BeforeAll
    void share(@TempDir Path shared) {
        folder = shared;
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest(name = "{0} pixels wide, dark: {1}")
    @CsvSource({"390, false", "390, true", "1280, false", "1280, true"})
    void grid_case_and_timeline_are_there_and_can_be_read(int width, boolean dark) throws Exception {
        recorded();
        var page = open("one/index.html", width, dark);

        assertThat(number(page, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(number(page, "document.querySelectorAll('#grid tbody tr:not(.group)').length"))
                .isGreaterThan(40);
        assertThat(text(page, "#grid tr[data-text^=RESUME-LOSSLESS] .cell")).contains("fail");
        assertContrast(page, "#grid tr[data-text^=RESUME-LOSSLESS] .badge");
        assertThat(widthOf(page, "#grid")).isLessThanOrEqualTo(width);

        page.ask("location.hash = '#case-1-cut-and-resume-imports'");
        page.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat(page.ask("document.querySelector('#case-1-cut-and-resume-imports').open")
                        .asBoolean())
                .isTrue();
        assertTimeline(page, "#case-1-cut-and-resume-imports svg.timeline", width);
        assertThat(text(page, "#case-1-cut-and-resume-imports .curl")).contains("BASE_URL=", "curl");
        page.picture(folder.resolve("case.png"));
        assertThat(page.complaints()).isEmpty();
    }

    private static void assertTimeline(Browser page, String drawing, int width) throws Exception {
        assertThat(widthOf(page, drawing)).isBetween(width * 3 / 4, width);
        assertThat(number(page, "document.querySelectorAll('" + drawing + " .lane').length"))
                .isGreaterThanOrEqualTo(4);
        assertThat(number(page, "document.querySelectorAll('" + drawing + " .window').length"))
                .isPositive();
        assertThat(number(page, "document.querySelectorAll('" + drawing + " .event').length"))
                .isGreaterThan(3);
        assertThat(number(
                        page, "parseFloat(getComputedStyle(document.querySelector('" + drawing + " .lane')).fontSize)"))
                .isGreaterThanOrEqualTo(SMALLEST_LETTERS);
        assertThat(number(page, "document.querySelector('" + drawing + " .lane').getBoundingClientRect().height"))
                .isGreaterThanOrEqualTo(SMALLEST_LETTERS);
    }

    /** As accessibility guidelines want it for small letters: 4.5 to 1. */
    private static void assertContrast(Browser page, String element) throws Exception {
        var ratio = page.ask("""
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
        recorded();
        var page = open("one/index.html", 1280, false);

        page.ask("document.querySelector('[data-filter=fail]').click()");
        var shown =
                "[...document.querySelectorAll('#grid tbody tr[data-text]')].filter(row => !row.hidden).map(row => row.querySelector('a').textContent).join()";
        assertThat(page.ask(shown).asText()).isEqualTo("RESUME-LOSSLESS");
        page.ask("document.querySelector('[data-filter=fail]').click()");
        page.ask("document.querySelector('#search').value = 'preflight'");
        page.ask("document.querySelector('#search').dispatchEvent(new Event('input'))");
        assertThat(page.ask(shown).asText()).isEqualTo("CORS-PREFLIGHT");

        assertThat(
                        page.ask(
                                "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1))).map(a => a.href)"))
                .isEmpty();
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest(name = "{0} pixels wide")
    @CsvSource({"390", "1280"})
    void five_implementations_with_a_hundred_rules_and_three_kinds_of_jobs_still_fit(int width) throws Exception {
        new ReportFolder(folder.resolve("large")).write(fiveTimes(recorded()));
        assertThat(Files.size(folder.resolve("large/index.html"))).isLessThan(8_000_000);
        var page = open("large/index.html", width, false);
        assertThat(number(page, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(widthOf(page, "#grid")).isLessThanOrEqualTo(width);
        assertThat(number(page, "document.querySelectorAll('#grid tbody tr[data-text]').length"))
                .isEqualTo(100);
        assertThat(page.complaints()).isEmpty();
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

    private static int widthOf(Browser page, String element) throws Exception {
        return number(page, "document.querySelector('" + element + "').getBoundingClientRect().width");
    }

    private static int number(Browser page, String expression) throws Exception {
        return (int) Math.floor(page.ask(expression).asDouble(-1));
    }

    private static String text(Browser page, String element) throws Exception {
        return page.ask("document.querySelector('" + element + "').textContent").asText();
    }
}
