package dev.understudy.scenario;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the body of an answer goes over the wire, where that is not in one piece, whole, and with its true length.
 *
 * @param pace its pieces; empty for all at once
 * @param cut how many bytes of it are sent; empty for all
 * @param length the Content-Length that is told, whatever is sent
 * @param then what happens behind it
 */
public record Delivery(Optional<Pace> pace, OptionalInt cut, OptionalInt length, Then then) {
    /** At once and whole. */
    public static final Delivery USUAL =
            new Delivery(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Then.END);

    private static final int MOST_BYTES = 1_000_000_000;

    static final List<Field> FIELDS = List.of(
            Field.optional(
                    "pace",
                    new Struct(
                            "pace",
                            "a body that comes slowly",
                            List.of(
                                    Field.required("bytes", Types.integer(1), "The size of each piece."),
                                    Field.required("every", Types.duration(), "The time between two pieces."))),
                    "The body comes in pieces."),
            Field.optional("cut", Types.integer(0), "Only so many bytes of the body are sent."),
            Field.optional(
                    "length",
                    Types.integer(0, MOST_BYTES),
                    "The Content-Length that is told, whatever is sent. Without it: the body's."),
            Field.optional(
                    "then",
                    ScenarioLanguage.words(Then.values()),
                    "What happens behind the body. Without it: end. Any other needs no `length`: the body is in chunks then, and the"
                            + " last one never comes."));

    /** A piece of so many bytes after each such time. */
    public record Pace(int bytes, Duration every) {}

    /** What happens behind a body. */
    public enum Then {
        /** It is over. */
        END,
        /** The TCP connection is closed. */
        CLOSE,
        /** The TCP connection is reset. */
        RESET,
        /** Nothing, and the connection stays open. */
        SILENCE
    }

    /** Whether an HTTP server does it so by itself. */
    public boolean isUsual() {
        return equals(USUAL);
    }

    /** Whether the body is in chunks: no length is told, and it has no end. */
    public boolean isChunked() {
        return length.isEmpty() && then != Then.END;
    }

    static Delivery read(Words words) {
        return new Delivery(
                words.has("pace")
                        ? Optional.of(new Pace(
                                words.child("pace").child("bytes").integer(),
                                words.child("pace").child("every").duration()))
                        : Optional.empty(),
                words.integer("cut"),
                words.integer("length"),
                words.text("then")
                        .map(word -> ScenarioLanguage.constant(word, Then.class))
                        .orElse(Then.END));
    }
}
