package dev.understudy.network.toxiproxy;

import dev.understudy.yaml.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Puts a JSON object's members where they belong, by Go's rules: keys in any case, null changes nothing, unknown keys are
 * ignored, and a value of the wrong type is an error only after all others were put in place.
 */
final class Fields {
    private record Field(String name, String type, Taker taker) {}

    private interface Taker {
        /** Returns whether the value has the right type. */
        boolean take(Json value);
    }

    /** Only where a number would do is the wrong one quoted. */
    private static final Set<String> NUMERIC = Set.of("int64", "float32");

    private final String owner;
    private final List<Field> fields = new ArrayList<>();

    /** Starts a list of fields of what errors call by this name. */
    Fields(String owner) {
        this.owner = owner;
    }

    Fields text(String name, Consumer<String> put) {
        return with(name, "string", value -> {
            if (value instanceof Json.Text text) {
                put.accept(text.value());
            }
            return value instanceof Json.Text;
        });
    }

    Fields truth(String name, Consumer<Boolean> put) {
        return with(name, "bool", value -> {
            if (value instanceof Json.Truth truth) {
                put.accept(truth.value());
            }
            return value instanceof Json.Truth;
        });
    }

    /** A whole number, written as one: {@code 100.0} and {@code 1e2} are refused. */
    Fields whole(String name, LongConsumer put) {
        return with(name, "int64", value -> {
            var number = value instanceof Json.Numeral n ? wholeNumber(n.literal()) : Optional.<Long>empty();
            number.ifPresent(put::accept);
            return number.isPresent();
        });
    }

    Fields real(String name, Consumer<Float> put) {
        return with(name, "float32", value -> {
            if (!(value instanceof Json.Numeral number)) {
                return false;
            }
            float read = Float.parseFloat(number.literal());
            if (!Float.isInfinite(read)) {
                put.accept(read);
            }
            return !Float.isInfinite(read);
        });
    }

    /** An object whose members are these. */
    Fields object(String name, Fields inner) {
        return with(name, "object", value -> {
            if (value instanceof Json.Members) {
                inner.putAll(value);
            }
            return value instanceof Json.Members;
        });
    }

    private Fields with(String name, String type, Taker taker) {
        fields.add(new Field(name, type, taker));
        return this;
    }

    /**
     * Puts every member in place.
     *
     * @throws ApiException for the first of the wrong type
     */
    void putAll(Json value) {
        if (value instanceof Json.Nothing) {
            return;
        }
        if (!(value instanceof Json.Members members)) {
            throw ApiException.badBody("json: cannot unmarshal " + value.kind() + " into Go value of type " + owner);
        }
        Optional<ApiException> first = Optional.empty();
        for (var member : members.all()) {
            var problem = put(member);
            first = first.isPresent() ? first : problem;
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }

    /**
     * The same where the original has no say: a key that is not known is an error.
     *
     * @throws ApiException for the first that is wrong
     */
    void putAllKnown(Json value) {
        if (value instanceof Json.Members members) {
            var names = fields.stream().map(Field::name).toList();
            for (var member : members.all()) {
                if (names.stream().noneMatch(member.key()::equalsIgnoreCase)) {
                    throw ApiException.invalid(
                            "There is no '" + member.key() + "' here. " + NearestWord.advice(member.key(), names));
                }
            }
        }
        putAll(value);
    }

    private Optional<ApiException> put(Json.Member member) {
        var known = fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(member.key()))
                .findFirst();
        if (known.isEmpty() || member.value() instanceof Json.Nothing) {
            return Optional.empty();
        }
        var field = known.get();
        try {
            return field.taker().take(member.value()) ? Optional.empty() : Optional.of(wrongType(field, member));
        } catch (ApiException e) {
            return Optional.of(e);
        }
    }

    private ApiException wrongType(Field field, Json.Member member) {
        var spelling = member.value() instanceof Json.Numeral number && NUMERIC.contains(field.type())
                ? "number " + number.literal()
                : member.value().kind();
        return ApiException.badBody("json: cannot unmarshal " + spelling + " into Go struct field " + owner + "."
                + field.name() + " of type " + field.type());
    }

    private static Optional<Long> wholeNumber(String literal) {
        try {
            return Optional.of(Long.parseLong(literal));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
