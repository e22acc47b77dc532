package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import dev.understudy.mock.RawHttp.Ending;
import dev.understudy.verdict.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.w3c.dom.Element;

/** What a session says about its client. */
@Execution(ExecutionMode.CONCURRENT)
class VerdictTest {
    private static final String STREAM = "/api/v2/imports/reset-mid-event/stream";
    private static final String VERDICT = "/_mock/sessions/default/verdict";

    private final MockServer mock = MockServer.play("reset-mid-event");
    private final Client client = new Client(mock.baseUri());

    @AfterEach
    void stop() {
        mock.close();
    }

    /** A client that comes back at once, without the id that it has seen. */
    private void comeBackWrong() throws IOException {
        try (var first = client.stream(STREAM)) {
            assertThat(first.ending()).isEqualTo(Ending.RESET);
        }
        try (var second = client.stream(STREAM)) {
            assertThat(second.ending()).isEqualTo(Ending.LAST_CHUNK);
        }
    }

    @Test
    void before_anything_has_happened_nothing_has_passed() throws IOException {
        var answer = client.get(VERDICT);
        assertThat(answer.at("/outcome")).isEqualTo("not-observed");
        assertThat(answer.json().at("/passed").booleanValue()).isFalse();
        assertThat(answer.at("/reason"))
                .isEqualTo("Nothing has happened yet: no request has come to " + mock.baseUri()
                        + ". Let the client ask there, then look again.");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> mock.verdict().assertPassed());
    }

    @Test
    void a_client_that_does_it_wrong_fails_by_rule_and_the_message_reads_like_a_report() throws IOException {
        comeBackWrong();

        assertThat(mock.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> mock.verdict().assertPassed())
                .withMessageContaining("reset-mid-event: fail (yardstick whatwg)")
                .withMessageContaining("fail CLIENT-WAITS (must)");
        var answer = client.get(VERDICT + "?yardstick=fetch");
        assertThat(answer.at("/outcome")).isEqualTo("fail");
        assertThat(answer.at("/yardstick")).isEqualTo("fetch");
        assertThat(answer.at("/reason")).startsWith("Broken: ").contains("CLIENT-WAITS");
    }

    @Test
    void waiting_is_over_when_time_cannot_change_the_verdict_any_more() throws IOException {
        comeBackWrong();

        var answer = client.get(VERDICT + "?wait=60s");

        assertThat(answer.at("/outcome")).isEqualTo("fail");
        assertThat(answer.json().findValuesAsText("outcome")).doesNotContain("inconclusive");
    }

    @Test
    void waiting_for_a_client_that_never_comes_ends_with_the_time() throws IOException {
        assertThat(client.get(VERDICT + "?wait=50ms").at("/outcome")).isEqualTo("not-observed");
    }

    @Test
    void junit_reads_it_and_counts_what_failed() throws Exception {
        comeBackWrong();

        var suite = junit();

        var failed = mock.verdict().verdicts().stream()
                .filter(verdict -> verdict.outcome() == Outcome.FAIL)
                .count();
        assertThat(suite.getAttribute("name")).isEqualTo("reset-mid-event as whatwg");
        assertThat(suite.getAttribute("failures")).isEqualTo(Long.toString(failed));
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo((int) failed);
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
    }

    @Test
    void junit_sees_no_green_where_nothing_was_seen() throws Exception {
        var suite = junit();
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
    }

    private Element junit() throws Exception {
        var answer = client.get(VERDICT, "Accept: application/xml");
        assertThat(answer.head().header("content-type")).isEqualTo("application/xml; charset=utf-8");
        var factory = DocumentBuilderFactory.newInstance();
        var document = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
        return document.getDocumentElement();
    }

    @Test
    void a_client_that_does_it_right_passes() throws Exception {
        String last = "";
        try (var first = client.stream(STREAM)) {
            var seen = new StringBuilder();
            assertThat(first.chunk()).hasValueSatisfying(seen::append);
            assertThat(first.chunk()).hasValueSatisfying(seen::append);
            assertThat(first.chunk()).hasValueSatisfying(seen::append);
            var events = Client.Event.in(seen.toString());
            last = events.get(events.size() - 1).id();
            assertThat(first.ending()).isEqualTo(Ending.RESET);
        }
        // As long as the stream's retry field says, for a client may not come earlier.
        await().pollDelay(java.time.Duration.ofMillis(1_200)).until(() -> true);
        try (var second = client.stream(STREAM, "Last-Event-ID: " + last)) {
            assertThat(second.ending()).isEqualTo(Ending.LAST_CHUNK);
        }
        var verdict = mock.verdict(java.time.Duration.ofSeconds(60));
        assertThatNoException().as(verdict.text()).isThrownBy(verdict::assertPassed);
    }
}
