package dev.understudy.conformance;

import dev.understudy.verdict.Check;
import java.util.List;
import java.util.Optional;

/**
 * How a run is set.
 *
 * @param only ids or tags of cases, or rules; empty means all
 * @param parallel how many cases run at the same time
 * @param seed what chooses the cuts
 * @param toxiproxy the address of a Toxiproxy server, {@code embedded} or {@code none}; empty takes what there is
 */
public record SuiteSettings(List<String> only, int parallel, long seed, Optional<String> toxiproxy) {
    public SuiteSettings {
        only = List.copyOf(only);
    }

    /** Everything, four cases at a time, always the same cuts. */
    public static SuiteSettings defaults() {
        return new SuiteSettings(List.of(), 4, 1, Optional.empty());
    }

    /** A case runs if it or a tag of it is named, or if it is there to prove a rule that is named. */
    boolean selects(ConformanceCase story) {
        return only.isEmpty()
                || only.contains(story.id())
                || story.tags().stream().anyMatch(only::contains)
                || story.proves().stream().anyMatch(only::contains);
    }

    /** A rule is judged if it is named, or if no rule is. */
    boolean selects(Check check) {
        boolean ruleNamed = only.stream().anyMatch(name -> name.equals(name.toUpperCase(java.util.Locale.ROOT)));
        return !ruleNamed || only.contains(check.rule());
    }
}
