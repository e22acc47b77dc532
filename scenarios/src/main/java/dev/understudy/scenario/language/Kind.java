package dev.understudy.scenario.language;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One word of a family, such as the step {@code ramp} or the fault {@code reset}: its body, what it reads as, and how it is explained.
 *
 * @param body what stands behind the word; empty if the word stands alone
 * @param bodyOptional whether the word may also stand without its body
 * @param example one line of YAML
 * @param reader makes the record, once the file was checked
 */
public record Kind<T>(
        String word,
        String summary,
        Optional<FieldType> body,
        boolean bodyOptional,
        String example,
        Function<Words, ? extends T> reader) {

    /** A word that stands alone, as {@code reset} does. */
    public static <T> Kind<T> alone(String word, String summary, T value) {
        return new Kind<>(word, summary, Optional.empty(), true, word, words -> value);
    }

    /** A word with one plain value behind it, as {@code comment: "hi"}. */
    public static <T> Kind<T> with(
            String word, String summary, FieldType body, String example, Function<Words, ? extends T> reader) {
        return new Kind<>(word, summary, Optional.of(body), false, example, reader);
    }

    /** A word with fields behind it, as {@code ramp: {to: 100}}. */
    public static <T> Kind<T> of(
            String word, String summary, List<Field> fields, String example, Function<Words, ? extends T> reader) {
        return with(word, summary, new Struct(word, summary, fields), example, reader);
    }

    /** The same word, which may also stand alone. */
    public Kind<T> orAlone() {
        return new Kind<>(word, summary, body, true, example, reader);
    }
}
