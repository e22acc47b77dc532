package dev.understudy.mock.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/event-stream | true",
                "*/* | true",
                "*/*;q=0.1 | true",
                "text/* | true",
                "application/json | false",
                "application/json, */*;q=0.8 | true",
                "text/event-stream;q=0 | false",
                "text/event-stream;q=0.0, */* | false",
                "text/event-stream, */*;q=0 | true",
                "text/*;q=0, */* | false",
                "text/event-stream;charset=utf-8;q=0.000 | false",
                "text/event-streams | false",
                ", ,text/event-stream | true"
            })
    void the_most_specific_range_decides(String header, boolean accepted) {
        assertThat(AcceptHeader.accepts(header, "text/event-stream")).isEqualTo(accepted);
    }
}
