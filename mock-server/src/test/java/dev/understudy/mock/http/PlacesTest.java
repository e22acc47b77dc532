package dev.understudy.mock.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, localhost:8080",
        "localhost:8080, 127.0.0.1:8080",
        "localhost, 127.0.0.1",
        "mock.example.org:80, mock.example.org.:80",
        "mock.example.org, mock.example.org.",
        "10.0.2.2:8080, 10.0.2.2:8080"
    })
    void a_server_has_another_name_where_one_can_be_known(String host, String other) {
        assertThat(Places.otherName(host)).isEqualTo(other);
    }
}
