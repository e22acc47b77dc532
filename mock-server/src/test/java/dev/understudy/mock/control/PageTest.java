package dev.understudy.mock.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.Mocks;
import dev.understudy.mock.ServerSettings;
import dev.understudy.realpart.Browser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page for people, as it is served, and in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final int PHONE = 600;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String HOSTILE =
            "<img src=x onerror=\"document.title='stolen'\"> & </script><script>alert(1)</script>";

    private Path folder = Path.of("");

    private @Nullable Browser browser;

    /** One for all tests, for it takes seconds to start. */
    private Browser browser() throws Exception {
        if (browser == null) {
            browser = Browser.start(folder);
        }
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

    @Test
    void it_loads_nothing_and_its_policy_allows_its_own_script_and_style_only() throws Exception {
        try (var mock = Mocks.still("happy-path")) {
            var answer = new Client(mock.baseUri()).get("/_mock/");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head().header("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(answer.body())
                    .doesNotContainPattern("(?i)(src|href)=\"(?!data:,)")
                    .doesNotContain("@import", "url(");
            assertThat(answer.head().header("content-security-policy").split("; "))
                    .containsExactlyInAnyOrder(
                            "default-src 'none'",
                            "connect-src 'self'",
                            "img-src data:",
                            "base-uri 'none'",
                            "form-action 'none'",
                            "frame-ancestors 'none'",
                            "script-src '" + fingerprint(answer.body(), "script") + "'",
                            "style-src '" + fingerprint(answer.body(), "style") + "'");
        }
    }

    private static String fingerprint(String html, String element) throws Exception {
        var found = Pattern.compile("<" + element + ">(.*)</" + element + ">", Pattern.DOTALL)
                .matcher(html);
        assertThat(found.find()).isTrue();
        var digest = MessageDigest.getInstance("SHA-256").digest(found.group(1).getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    void hostile_titles_stay_text() throws Exception {
        Files.writeString(
                folder.resolve("mine.yaml"), "id: mine\ntitle: '" + HOSTILE.replace("'", "''") + "'\nabout: x\n");
        try (var mock = MockServer.start(Mocks.still().withScenarioFolders(List.of(folder), false))) {
            var page = open(mock, 1280, false);
            page.ask(find("mine"));

            assertThat(page.ask("document.querySelector('#scenarios li span').textContent")
                            .asText())
                    .isEqualTo(HOSTILE);
            assertThat(page.ask("document.querySelectorAll('#scenarios img, #scenarios script').length")
                            .asInt())
                    .isZero();
            assertThat(page.ask("document.title").asText()).isEqualTo("Understudy");
            assertThat(page.complaints()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} pixels wide, dark: {1}")
    @CsvSource({"390, false", "390, true", "1280, false", "1280, true"})
    void a_person_opens_a_session_and_sees_its_client_live_and_its_verdict(int width, boolean dark) throws Exception {
        try (var mock = MockServer.start(ServerSettings.defaults())) {
            var page = open(mock, width, dark);
            assertThat(page.ask("[...document.querySelectorAll('#scenarios h3')].map(h => h.textContent).join()")
                            .asText())
                    .contains("lifecycle (", "network (");
            page.ask(find("reset-mid-event"));
            page.ask("document.querySelector('#scenarios li button:last-of-type').click()");
            await().atMost(PATIENCE).until(() -> mock.sessions().size() == 2 && isWatched(page, mock));
            var client = new Client(mock.sessions().get(1).baseUri());

            try (var stream = client.stream("/api/v2/imports/reset-mid-event/stream")) {
                stream.ending();
            }

            waitFor(page, "document.querySelectorAll('.bar .event').length >= 1");
            waitFor(page, "document.querySelectorAll('.bar .fault').length === 1");
            // It is there when time cannot change it any more, which takes seconds: once on a phone, once on a desk.
            if (dark == (width > PHONE)) {
                waitFor(page, "/^(fail|inconclusive): /.test(document.querySelector('#verdict').textContent)");
            }
            assertThat(page.ask("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
            page.ask("document.querySelector('#session').scrollIntoView()");
            page.picture(folder.resolve("page.png"));
            assertThat(page.complaints()).isEmpty();
            assertThat(mock.journal().entries()).as("looking leaves no trace").isEmpty();
        }
    }

    @Test
    void a_person_arms_a_scenario() throws Exception {
        try (var mock = Mocks.still("happy-path")) {
            var page = open(mock, 1280, false);
            page.ask(find("reset-mid-event"));
            page.ask("document.querySelector('#scenarios li button').click()");

            waitFor(page, "document.querySelector('#state').textContent.includes('reset-mid-event plays by default')");
            waitFor(page, "document.querySelector('#session').textContent === 'default (reset-mid-event)'");
            assertThat(mock.defaultSession().run().playedScenario().id()).isEqualTo("reset-mid-event");
            assertThat(page.complaints()).isEmpty();
        }
    }

    private Browser open(MockServer mock, int width, boolean dark) throws Exception {
        var page = browser();
        page.window(width, 900, dark);
        page.open(mock.baseUri().resolve("/_mock/"));
        waitFor(
                page,
                "document.querySelectorAll('#scenarios li').length > 100 && document.querySelector('#base').textContent");
        return page;
    }

    private static String find(String id) {
        return "(() => { const search = document.querySelector('#search'); search.value = '" + id
                + "'; search.dispatchEvent(new Event('input')); })()";
    }

    private static boolean isWatched(Browser page, MockServer mock) throws Exception {
        return page.ask("document.querySelector('#base').textContent")
                .asText()
                .equals(mock.sessions().get(1).baseUri().toString());
    }

    private static void waitFor(Browser page, String condition) {
        await(condition)
                .atMost(PATIENCE)
                .until(() -> page.ask("Boolean(" + condition + ")").asBoolean());
    }
}
