package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final Cors CORS = new Cors(
            List.of("https://app.example", "capacitor://localhost", "http://localhost:*"),
            List.of("GET"),
            List.of(),
            List.of(),
            60);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example",
                "capacitor://localhost",
                "http://localhost",
                "http://localhost:3000",
                "http://localhost:65535"
            })
    void pages_of_these_origins_may_call(String origin) {
        assertThat(CORS.allows(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "http://app.example",
                "https://app.example:444",
                "https://app.example.evil.test",
                "https://localhost:3000",
                "http://localhost:3000.evil.test",
                "http://localhostx:3000",
                "http://localhost:",
                "http://localhost:123456"
            })
    void pages_of_others_may_not(String origin) {
        assertThat(CORS.allows(origin)).isFalse();
    }
}
