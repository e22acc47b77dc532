package dev.understudy.scenario;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.util.List;
import java.util.OptionalInt;

/**
 * How often something happens.
 *
 * @param most empty for no limit
 */
public record CallCount(int least, OptionalInt most) {
    static final List<Field> FIELDS = List.of(
            Field.optional("times", Types.integer(0), "Exactly so often."),
            Field.optional("at-least", Types.integer(0), "So often or more. Without `times`: once."),
            Field.optional("at-most", Types.integer(0), "So often or less."));

    static CallCount read(Words words) {
        var times = words.integer("times");
        if (times.isPresent()) {
            return new CallCount(times.getAsInt(), times);
        }
        var most = words.integer("at-most");
        return new CallCount(words.integer("at-least").orElse(most.isPresent() ? 0 : 1), most);
    }

    /** Whether this is too often, whatever else may come. */
    public boolean isExceededBy(int count) {
        return most.isPresent() && count > most.getAsInt();
    }

    @Override
    public String toString() {
        if (most.isEmpty()) {
            return "at least " + times(least);
        }
        return least == most.getAsInt()
                ? least == 0 ? "never" : "exactly " + times(least)
                : least == 0 ? "at most " + times(most.getAsInt()) : "from " + least + " to " + times(most.getAsInt());
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
