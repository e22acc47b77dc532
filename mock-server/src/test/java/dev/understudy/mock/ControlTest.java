package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private static final MockServer MOCK = Mocks.still("happy-path");
    private static final Client CLIENT = new Client(MOCK.baseUri());

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    @Test
    void it_says_how_it_is_and_what_it_can_play() throws IOException {
        assertThat(CLIENT.get("/_mock/health").at("/status")).isEqualTo("ok");
        assertThat(CLIENT.get("/_mock/scenarios").json().findValuesAsText("id"))
                .contains("happy-path", "reset-mid-event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:8080"})
    void a_host_of_ours_is_let_in(String host) throws IOException {
        assertThat(CLIENT.get("/_mock/health", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test", "127.0.0.1.evil.test", "localhost.evil.test:8080", "10.0.0.1"})
    void a_foreign_host_is_not(String host) throws IOException {
        var answer = CLIENT.get("/_mock/journal", "Host: " + host);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/error")).startsWith("The Host '").endsWith("' is foreign.");
        assertThat(answer.at("/hint")).isEqualTo("Use 127.0.0.1 or localhost.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null", "http://localhost.evil.test", "not an origin"})
    void a_foreign_page_is_not(String origin) throws IOException {
        assertThat(CLIENT.get("/_mock/journal", "Origin: " + origin).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1", "http://[::1]:9"})
    void a_page_of_this_machine_is(String origin) throws IOException {
        assertThat(CLIENT.get("/_mock/health", "Origin: " + origin).status()).isEqualTo(200);
    }

    @Test
    void what_is_not_there_is_named() throws IOException {
        assertThat(CLIENT.get("/_mock/nope").status()).isEqualTo(404);
    }
}
