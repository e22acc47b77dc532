package dev.understudy.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A check: the rule that it judges, and how it looks at what was seen.
 *
 * @param rule the rule's id
 * @param judge pure: the same journal gives the same finding
 */
public record Check(String rule, Function<Seen, Finding> judge) {
    /** A check of things that are each right or wrong by themselves; the function gives what is wrong with one. */
    static <T> Check each(String rule, Function<Seen, List<T>> things, BiFunction<Seen, T, Optional<String>> problem) {
        return new Check(rule, seen -> {
            var all = things.apply(seen);
            var problems = new ArrayList<String>();
            all.forEach(thing -> problem.apply(seen, thing).ifPresent(problems::add));
            return new Finding(all.size(), problems, List.of());
        });
    }
}
