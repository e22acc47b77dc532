package dev.understudy.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A check of what a client did.
 *
 * @param rule the rule's id
 * @param needs what must happen before the rule applies; completes the sentence "Not observed: ..."
 * @param yardsticks by which the rule binds
 * @param judge pure: the same journal gives the same finding
 */
record ClientCheck(String rule, String needs, Set<Yardstick> yardsticks, Function<Conduct, Finding> judge) {
    private static final Set<Yardstick> ANY = Set.of(Yardstick.values());

    static ClientCheck of(String rule, String needs, Function<Conduct, Finding> judge) {
        return new ClientCheck(rule, needs, ANY, judge);
    }

    /** A check of things that are each right or wrong by themselves; the function gives what is wrong with one. */
    static <T> ClientCheck each(
            String rule,
            String needs,
            Function<Conduct, List<T>> things,
            BiFunction<Conduct, T, Optional<String>> problem) {
        return of(rule, needs, conduct -> {
            var all = things.apply(conduct);
            var problems = new ArrayList<String>();
            all.forEach(thing -> problem.apply(conduct, thing).ifPresent(problems::add));
            return new Finding(all.size(), problems, List.of());
        });
    }

    /** The same check, which binds by this yardstick only. */
    ClientCheck only(Yardstick yardstick) {
        return new ClientCheck(rule, needs, Set.of(yardstick), judge);
    }
}
