package dev.understudy.mock.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTextsTest {
    private static final JobState THIRD = new JobState("processing", 1, 3, null, null, false);

    private final Contract contract = Contract.load("bookstrack");
    private final PayloadTexts texts = new PayloadTexts(contract);

    @Test
    void every_message_of_the_contract_reads_as_its_template_renders() {
        assertThat(contract.messages())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(texts.of(message, "job-1", THIRD))
                        .isEqualTo(Payload.of(contract, message, "job-1", THIRD).toString()));
    }

    @Test
    void what_json_must_escape_is_escaped() {
        var message = contract.messages().iterator().next();
        assertThat(texts.of(message, "a\"b\\c\u0001", THIRD))
                .isEqualTo(Payload.of(contract, message, "a\"b\\c\u0001", THIRD).toString());
    }

    @Test
    void gaps_within_a_text_nested_and_unknown_ones_read_as_the_template_renders() {
        ObjectNode template = JsonNodeFactory.instance.objectNode();
        template.put("whole", "{processed}")
                .put("within", "{processed} of {total}")
                .put("side", "{total}{jobId}");
        template.put("absent", "{nobody}").put("quoted", "\"{progress}\"").put("fixed", 7);
        template.putObject("inner").put("status", "{status}").putArray("list").add("{progress}");
        var message = new Message("m", "m", "", template, Message.End.NOTHING, false, "m", Map.of());
        assertThat(texts.of(message, "job-1", THIRD))
                .isEqualTo(Payload.of(contract, message, "job-1", THIRD).toString());
        assertThat(texts.aroundJobId(message, THIRD)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job-1", "", "a\"b\\c\u0001", "\u00e9\u732b\uE000"})
    void the_pieces_around_a_job_id_are_the_payload_of_whatever_job(String jobId) {
        assertThat(contract.messages())
                .allSatisfy(message -> assertThat(
                                String.join(PayloadTexts.escaped(jobId), texts.aroundJobId(message, THIRD)))
                        .isEqualTo(Payload.of(contract, message, jobId, THIRD).toString()));
    }
}
