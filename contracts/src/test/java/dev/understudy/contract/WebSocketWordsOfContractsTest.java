package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contract.Dialect.Occasion;
import dev.understudy.contract.WebSocketTerms.Closing;
import dev.understudy.yaml.InvalidDocumentException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pack says of WebSockets and dialects, and what is said to who writes it wrongly. */
class WebSocketWordsOfContractsTest {
    private static final String CHANNELS = "channels:\n";
    private static final String MESSAGES = "components:\n  messages:\n";
    private static final String REF = "payload: {$ref: './openapi.yaml#/components/schemas/ProcessingEvent'}";

    @TempDir
    Path folder = Path.of("");

    private PackCopy pack(String terms, String messages) {
        return PackCopy.in(folder)
                .change("asyncapi.yaml", CHANNELS, CHANNELS + "  socket: {address: /ws, x-websocket: " + terms + "}\n")
                .change("asyncapi.yaml", MESSAGES, MESSAGES + messages);
    }

    @Test
    void a_contract_without_a_websocket_has_one_dialect_and_no_terms() {
        var contract = Contract.load("bookstrack");
        assertThat(contract.webSocket()).isEmpty();
        assertThat(contract.dialects()).extracting(Dialect::name).containsExactly("");
        assertThat(contract.dialects().get(0).events().values()).containsExactlyElementsOf(contract.messages());
    }

    @Test
    void dialects_sort_the_messages_and_terms_say_how_it_is_closed() {
        var contract = pack(
                        "{dialects: {v2: {}, v1: {push: false}}, ready: 5s, closes: {completed: {code: 1000, reason: Done, after: 1s}}}",
                        "    old: {x-dialect: v1, x-job-event: processing, " + REF + ", x-payload: {a: 1}}\n"
                                + "    hello: {x-connection: opened, " + REF + ", x-payload: {a: 1}}\n"
                                + "    ask: {x-from: client, x-match: [{type: ask}, ask], x-reply: hello, " + REF
                                + "}\n")
                .load();
        assertThat(contract.dialects()).extracting(Dialect::name).containsExactly("v2", "v1");
        var old = contract.dialect("v1").orElseThrow();
        assertThat(old.pushes()).isFalse();
        assertThat(old.events().keySet()).containsExactly("processing");
        assertThat(old.on(Occasion.OPENED).orElseThrow().name()).isEqualTo("hello");
        assertThat(old.fromClient()).extracting(ClientMessage::key).containsExactly("ask");
        assertThat(old.fromClient().get(0).fits("ask")).isTrue();
        assertThat(contract.messages())
                .extracting(Message::jobEvent)
                .startsWith("initialized")
                .hasSize(7);
        var terms = contract.webSocket().orElseThrow();
        assertThat(terms.ready()).isEqualTo(Duration.ofSeconds(5));
        assertThat(terms.closing("completed")).isEqualTo(new Closing(1000, "Done", Duration.ofSeconds(1)));
        assertThat(terms.closing("too-large").code()).isEqualTo(1009);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{tokens: {}} | 'tokens' is not known here. Did you mean 'token'?",
                "{ready: soon} | 'soon' is no duration. Write one such as 30s.",
                "{type: type} | 'type' is no JSON pointer. Write one such as /type.",
                "{closes: {complete: {code: 1000}}} | 'complete' is not known here. Did you mean 'completed'?",
                "{closes: {completed: {reason: Done}}} | A close needs its code. Write {code: 1000}; see RFC 6455, 7.4.",
                "{closes: {completed: {code: 70000}}} | A close needs its code."
            })
    void a_word_that_is_none_is_told_with_its_place(String terms, String told) {
        var broken = pack(terms, "");
        assertThatThrownBy(broken::load)
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(told)
                .hasMessageContaining("asyncapi.yaml:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "x-from: client | Nobody can tell this message of a client from others.",
                "x-from: client, x-match: {a: 1}, x-does: redy | 'redy' is not known here. Did you mean 'ready'?",
                "x-from: client, x-match: {a: 1}, x-reply: complete | There is no message 'complete' to answer with. Did you mean 'completed'?",
                "x-connection: open, x-payload: {a: 1} | 'open' is not known here. Did you mean 'opened'?",
                "x-job-event: processing, x-payload: {a: 1} | There are two messages for the job event 'processing'."
            })
    void a_message_that_cannot_be_meant_so_is_told(String words, String told) {
        var broken = pack("{}", "    odd: {" + words + ", " + REF + "}\n");
        assertThatThrownBy(broken::load)
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(told);
    }

    @Test
    void an_operation_speaks_a_dialect_that_there_is() {
        var broken = PackCopy.in(folder)
                .change("openapi.yaml", "      x-job: stream\n", "      x-job: stream\n      x-dialect: v3\n");
        assertThatThrownBy(broken::load)
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("No message of asyncapi.yaml is of the dialect 'v3'.");
    }
}
