package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The headers of answers, and what headers of requests do. */
class HeadersTest extends EveryTarget {
    /** Framing and dates differ without meaning; the last tells our server apart on purpose. */
    private static final Set<String> NOT_COMPARED =
            Set.of("date", "connection", "content-length", "transfer-encoding", "x-understudy-toxiproxy");

    @Test
    void json_says_it_is_json() throws IOException {
        assertThat(headers(api().get("/proxies"))).containsExactly("content-type", "x-toxiproxy-request-id");
        assertThat(headers(api().get("/version"))).containsExactly("content-type", "x-toxiproxy-request-id");
    }

    @Test
    void errors_say_they_are_text_and_carry_a_request_id() throws IOException {
        assertThat(headers(api().get("/proxies/nobody")))
                .containsExactly("content-type", "x-content-type-options", "x-toxiproxy-request-id");
    }

    @Test
    void request_ids_are_20_characters_and_differ() throws IOException {
        var first = api().get("/proxies").header("x-toxiproxy-request-id");
        var second = api().post("/proxies", "{}").header("x-toxiproxy-request-id");

        assertThat(first).matches("[0-9a-v]{20}").isNotEqualTo(second);
        assertThat(second).matches("[0-9a-v]{20}");
    }

    @Test
    void an_empty_answer_has_no_type_and_no_length() throws IOException {
        var answer = api().post("/reset", "");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(headers(answer)).containsExactly("x-toxiproxy-request-id");
        assertThat(answer.headers()).doesNotContainKey("content-length");
    }

    @Test
    void answers_of_the_router_carry_no_request_id() throws IOException {
        assertThat(headers(api().get("/nowhere"))).containsExactly("content-type", "x-content-type-options");
        assertThat(headers(api().call("PUT", "/proxies", ""))).isEmpty();
        assertThat(headers(api().get("//proxies"))).containsExactly("location");
        assertThat(api().get("//proxies").header("location")).isEqualTo("/proxies");
        assertThat(api().get("/a/../proxies").header("location")).isEqualTo("/proxies");
    }

    @Test
    void browsers_are_refused_by_the_beginning_of_their_name() throws IOException {
        var refused = api().call("GET", "/proxies", "", "User-Agent: Mozilla/5.0 (X11)\r\n");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("User agent not allowed\n");
        assertThat(headers(refused))
                .containsExactly("content-type", "x-content-type-options", "x-toxiproxy-request-id");
        assertThat(status("User-Agent: mozilla/5.0\r\n")).isEqualTo(200);
        assertThat(status("User-Agent: Not Mozilla/5.0\r\n")).isEqualTo(200);
        assertThat(status("User-Agent: Wget/1.2\r\nOrigin: http://example.com\r\n"))
                .isEqualTo(200);
        assertThat(status("")).isEqualTo(200);
    }

    @Test
    void the_router_does_not_look_at_browsers() throws IOException {
        assertThat(api().call("PUT", "/proxies", "", "User-Agent: Mozilla/5.0\r\n")
                        .status())
                .isEqualTo(405);
        assertThat(api().call("GET", "/x", "", "User-Agent: Mozilla/5.0\r\n").status())
                .isEqualTo(404);
    }

    @Test
    void the_type_of_a_request_does_not_matter() throws IOException {
        var body = "{\"name\":\"a\",\"upstream\":\"x\",\"enabled\":false}";
        var answer = api().call("POST", "/proxies", body, "Content-Type: application/x-www-form-urlencoded\r\n");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void metrics_answer_every_method() throws IOException {
        assertThat(api().get("/metrics").header("content-type")).startsWith("text/plain; version=0.0.4; charset=utf-8");
        assertThat(api().post("/metrics", "").status()).isEqualTo(200);
        assertThat(api().delete("/metrics").status()).isEqualTo(200);
    }

    private int status(String moreHeaders) throws IOException {
        return api().call("GET", "/proxies", "", moreHeaders).status();
    }

    private static Set<String> headers(Api.Answer answer) {
        var names = new TreeSet<>(answer.headers().keySet());
        names.removeAll(NOT_COMPARED);
        return names;
    }
}
