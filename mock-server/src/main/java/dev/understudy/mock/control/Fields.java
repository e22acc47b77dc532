package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.verdict.Yardstick;
import dev.understudy.yaml.DurationText;
import dev.understudy.yaml.NearestWord;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The fields of a request's body. What does not fit is answered with 400, the field's name and what it may be. */
final class Fields {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final JsonNode body;

    Fields(JsonNode body) {
        this.body = body;
    }

    Optional<JsonNode> any(String name) {
        return Optional.ofNullable(body.get(name));
    }

    Optional<String> text(String name) {
        return any(name).map(node -> {
            if (!node.isTextual() || node.textValue().isEmpty()) {
                throw wrong(name, node.toString(), "a text");
            }
            return node.textValue();
        });
    }

    String neededText(String name, String hint) {
        return text(name).orElseThrow(() -> missing(name, hint));
    }

    OptionalInt number(String name, int least, int most) {
        var node = any(name);
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        var number = node.get();
        if (!number.isInt() || number.intValue() < least || number.intValue() > most) {
            throw wrong(name, number.toString(), "a whole number from " + least + " to " + most);
        }
        return OptionalInt.of(number.intValue());
    }

    Optional<Long> seed(String name) {
        return any(name).map(node -> {
            if (!node.canConvertToLong() || !node.isIntegralNumber()) {
                throw wrong(name, node.toString(), "a whole number of 64 bits");
            }
            return node.longValue();
        });
    }

    Optional<Double> speed(String name) {
        return any(name).map(node -> {
            if (!node.isNumber() || !(node.doubleValue() > 0 && node.doubleValue() <= 1_000_000)) {
                throw wrong(name, node.toString(), "a number above 0 and at most 1000000");
            }
            return node.doubleValue();
        });
    }

    /** A duration above zero. */
    Optional<Duration> duration(String name) {
        return text(name).map(text -> duration(name, text, LONGEST));
    }

    /** A duration as in scenarios, above zero and at most this long. */
    static Duration duration(String name, String text, Duration most) {
        return DurationText.parse(text)
                .filter(time -> !time.isZero() && time.compareTo(most) <= 0)
                .orElseThrow(() -> wrong(
                        name,
                        "'" + text + "'",
                        "a time such as 200ms, 5s, 30m or 2h, at most " + DurationText.print(most)));
    }

    static Yardstick yardstick(String text) {
        var words = Stream.of(Yardstick.values()).map(Yardstick::word).toList();
        return Yardstick.valueOf(word("yardstick", text, words).toUpperCase(Locale.ROOT));
    }

    /** One of these words. */
    static String word(String name, String text, Collection<String> known) {
        if (!known.contains(text)) {
            throw new ControlException(
                    StatusCodes.BAD_REQUEST,
                    "The " + name + " '" + text + "' is not known.",
                    NearestWord.advice(text, known));
        }
        return text;
    }

    static ControlException missing(String name, String hint) {
        return new ControlException(StatusCodes.BAD_REQUEST, "'" + name + "' is missing.", hint);
    }

    private static ControlException wrong(String name, String given, String wanted) {
        return new ControlException(
                StatusCodes.BAD_REQUEST, "'" + name + "' is " + given + ".", "Give " + wanted + ".");
    }
}
