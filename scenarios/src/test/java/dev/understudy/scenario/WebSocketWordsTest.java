package dev.understudy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.yaml.InvalidDocumentException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words for WebSockets read as, and what is said to who writes them wrongly. */
class WebSocketWordsTest {
    @Test
    void without_words_it_is_as_the_contract_has_it() {
        var plan = Yaml.scenario("").connection(1).webSocket();
        assertThat(plan.ready()).contains(Duration.ZERO);
        assertThat(plan.form()).isEqualTo(MessageForm.USUAL);
        assertThat(plan.keepAlive()).isEmpty();
        assertThat(plan.dialect()).isEmpty();
    }

    @Test
    void a_block_says_what_a_websocket_does() {
        var plan = Yaml.scenario(
                        "connections: [{heartbeat: 5s, websocket: {ready: required, token: optional, max-bytes: 1KiB, send-as:"
                                + " {fragments: 20, binary: true}}}]\n")
                .connection(1)
                .webSocket();
        assertThat(plan.ready()).isEmpty();
        assertThat(plan.tokenRequired()).contains(false);
        assertThat(plan.maxBytes()).hasValue(1024);
        assertThat(plan.keepAlive()).contains(Duration.ofSeconds(5));
        assertThat(plan.form().fragments()).hasValue(20);
        assertThat(plan.form().binary()).isTrue();
    }

    @Test
    void a_fault_is_of_all_connections_that_know_it_or_of_one_kind() {
        var plan = Yaml.scenario("connections: [{faults: [{when: {event: 1}, do: ping}, {when: {event: 1}, do: reset},"
                        + " {when: {event: 1}, do: close, on: stream}]}]\n")
                .connection(1);
        assertThat(plan.faults()).extracting(fault -> fault.on().size()).containsExactly(1, 2, 1);
        assertThat(plan.on(Carrier.STREAM).faults()).hasSize(2);
        assertThat(plan.on(Carrier.WEBSOCKET).faults()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "job: {dialect: v9} | x.yaml:4:16  The contract has no dialect 'v9'.",
                "connections: [{websocket: {dialect: v9}}] | The contract has no dialect 'v9'.",
                "connections: [{websocket: {ready: soon}}] | expected a duration such as 30s, or none or required.",
                "connections: [{faults: [{when: {event: 1}, do: {close-with: 70000}}]}] | expected a whole number from 0 to 65535.",
                "connections: [{faults: [{when: {before: headers}, do: ping}]}] | There is no stream yet to write it into.",
                "connections: [{faults: [{when: {events: 0}, do: {send-as: {binary: true}}}]}] | This is done to an event, and there is none then.",
                "connections: [{faults: [{when: {event: 1}, do: ping, on: sse}]}] | 'sse' is not known here."
            })
    void a_word_that_cannot_be_meant_so_is_told(String words, String told) {
        assertThatThrownBy(() -> Yaml.scenario(words + "\n"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(told);
    }
}
