package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.understudy.contract.PackExamples.Example;
import dev.understudy.yaml.YamlDocument;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that client teams get must understand what the contract shows. */
class GeneratedModelsTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");
    private static final YamlDocument OPENAPI = ContractPack.find("bookstrack").document("openapi.yaml");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    /** Examples whose schema is one that has a name, and so a class. */
    static Stream<Example> examples() {
        return PackExamples.of("bookstrack").all().stream()
                .filter(example -> !className(example.schema()).isEmpty())
                .filter(example -> example.value().isObject());
    }

    private static String className(String schema) {
        var ref = OPENAPI.at(schema).path("$ref").asText(schema);
        return ref.contains("/components/schemas/") ? ref.substring(ref.lastIndexOf('/') + 1) : "";
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_read_and_what_is_written_fits_again(Example example) throws Exception {
        var type = Class.forName("dev.understudy.contract.model." + className(example.schema()));
        var model = JSON.treeToValue(example.value(), type);
        var written = JSON.readTree(JSON.writeValueAsString(model));
        assertThat(CONTRACT.shapes().misfits(example.schema(), written)).isEmpty();
        assertThat(written.fieldNames())
                .toIterable()
                .containsAll(() -> example.value().fieldNames());
    }

    @Test
    void there_is_a_model_for_every_message() {
        assertThat(CONTRACT.messages())
                .allSatisfy(message -> assertThat(
                                Class.forName("dev.understudy.contract.model." + className(message.schema())))
                        .isNotNull());
    }
}
