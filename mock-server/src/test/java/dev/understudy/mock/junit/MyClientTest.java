package dev.understudy.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.session.MockSession;
import org.junit.jupiter.api.Test;

class MyClientTest {
    @Test
    @PlayScenario("reset-mid-event")
    void my_client_survives_a_reset(MockSession mock) throws Exception {
        var client = new MyClient(mock.baseUri());

        assertThat(client.follow("reset-mid-event")).endsWith("completed");
    }
}
