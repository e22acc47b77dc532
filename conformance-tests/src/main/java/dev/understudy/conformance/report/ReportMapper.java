package dev.understudy.conformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** {@code report.json} to and from the model. Words as everywhere: lower case with hyphens; durations and dates in ISO 8601. */
final class ReportMapper {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(texts())
            .build();

    private ReportMapper() {}

    private static SimpleModule texts() {
        var module = new SimpleModule();
        as(module, Duration.class, Duration::toString, Duration::parse);
        as(module, LocalDate.class, LocalDate::toString, LocalDate::parse);
        word(module, Outcome.class);
        word(module, Subject.State.class);
        return module;
    }

    private static <E extends Enum<E>> void word(SimpleModule module, Class<E> type) {
        as(
                module,
                type,
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(value -> value.name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                                .equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                                + List.of(type.getEnumConstants())
                                        .toString()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))));
    }

    private static <T> void as(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(new StdSerializer<>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new StdDeserializer<>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                try {
                    return read.apply(json.getText());
                } catch (IllegalArgumentException | DateTimeParseException e) {
                    throw context.weirdStringException(json.getText(), type, String.valueOf(e.getMessage()));
                }
            }
        });
    }
}
