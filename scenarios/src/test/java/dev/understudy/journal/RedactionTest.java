package dev.understudy.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @Test
    void secrets_in_headers_become_fingerprints() {
        var headers = Redaction.headers(Map.of(
                "Authorization", "Bearer abc", "Cookie", "s=abc", "X-Api-Key", "abc", "Accept", "text/event-stream"));
        assertThat(headers)
                .containsEntry("authorization", "Bearer [secret ba7816bf]")
                .containsEntry("x-api-key", "[secret ba7816bf]")
                .containsEntry("accept", "text/event-stream");
        assertThat(headers.get("cookie")).matches("\\[secret [0-9a-f]{8}]");
    }

    @Test
    void addresses_in_headers_lose_their_tokens_too() {
        assertThat(Redaction.headers(Map.of("Referer", "http://x/?a=1&token=abc")))
                .containsEntry("referer", "http://x/?a=1&token=[secret ba7816bf]");
    }

    @Test
    void subprotocols_keep_only_what_stands_before_a_point() {
        assertThat(Redaction.header("sec-websocket-protocol", "bookstrack-auth.abc, abc"))
                .isEqualTo("bookstrack-auth.[secret ba7816bf], [secret ba7816bf]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "authToken", "oldToken", "api_key", "key", "TOKEN"})
    void secrets_in_queries_become_fingerprints(String name) {
        assertThat(Redaction.target("/ws?jobId=x&" + name + "=abc&b=2"))
                .isEqualTo("/ws?jobId=x&" + name + "=[secret ba7816bf]&b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=abc", "?key=abc&x=1"})
    void what_was_taken_out_once_is_not_taken_out_again(String target) {
        var once = Redaction.target(target);
        assertThat(Redaction.target(once)).isEqualTo(once);
        var header = Redaction.header("authorization", "Bearer abc");
        assertThat(Redaction.header("authorization", header)).isEqualTo(header);
    }

    @Test
    void the_same_secret_has_the_same_fingerprint_and_another_has_another() {
        assertThat(Redaction.target("?token=abc")).isEqualTo(Redaction.target("?token=abc"));
        assertThat(Redaction.target("?token=abc")).isNotEqualTo(Redaction.target("?token=abd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "authToken", "auth_token", "oldToken", "newToken", "access_token"})
    void secrets_in_bodies_become_fingerprints(String name) {
        assertThat(Redaction.body("{\"a\":1,\"" + name + "\" : \"abc\",\"b\":\"abc\"}"))
                .isEqualTo("{\"a\":1,\"" + name + "\" : \"[secret ba7816bf]\",\"b\":\"abc\"}");
    }

    @Test
    void an_escaped_quote_does_not_end_a_secret() {
        assertThat(Redaction.body("{\"token\":\"abc\\\"rest\"}"))
                .doesNotContain("rest")
                .endsWith("]\"}");
    }

    @Test
    void a_very_long_secret_is_no_trouble() {
        assertThat(Redaction.body("{\"token\":\"" + "a\\n".repeat(200_000) + "\"}"))
                .hasSizeLessThan(60);
    }
}
