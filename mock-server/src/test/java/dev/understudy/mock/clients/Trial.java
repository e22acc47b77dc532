package dev.understudy.mock.clients;

import dev.understudy.verdict.Yardstick;
import java.util.List;
import java.util.Locale;

/**
 * A scenario, the rule that it tries, and who breaks it.
 *
 * @param <F> the flaws that clients of this kind may have
 * @param story what stands in the scenario's file below its title
 * @param habits what the client is to do in it: {@code poll}, {@code cancel}, {@code bearer}, {@code renew}, ...
 */
record Trial<F>(String rule, F flaw, Yardstick yardstick, List<String> habits, String story) {
    /** Waits for whoever listens, and is over soon. */
    static final String STEPS = """
        job:
          items: 2
          timeline:
            - initialized
            - {until: {connections: 1}, after: 100ms, processing: {processed: 1}}
            - {after: 300ms, processing: {processed: 2}}
            - {after: 100ms, completed}
        """;

    /** Long enough to do something else meanwhile. */
    static final String LONG = """
        job:
          items: 2
          timeline:
            - initialized
            - {after: 1500ms, processing: {processed: 1}}
            - {after: 1500ms, completed}
        """;

    static <F> Trial<F> of(String rule, F flaw, String story, String... habits) {
        return new Trial<>(rule, flaw, Yardstick.FETCH, List.of(habits), story);
    }

    Trial<F> by(Yardstick other) {
        return new Trial<>(rule, flaw, other, habits, story);
    }

    /** The scenario in which a rule is tried. */
    static String id(String rule) {
        return "trial-" + rule.toLowerCase(Locale.ROOT);
    }

    String id() {
        return id(rule);
    }

    boolean is(String habit) {
        return habits.contains(habit);
    }

    boolean isEventSource() {
        return yardstick == Yardstick.WHATWG;
    }

    String yaml() {
        return "id: " + id() + "\ntitle: The trial of " + rule + "\nabout: What a client with this flaw does.\n"
                + story;
    }
}
