package dev.understudy.verdict;

import java.util.List;

/**
 * What a check found, before the rule's level has its say.
 *
 * @param applied how many things the rule applied to
 * @param problems what was wrong, one sentence each
 * @param open why it cannot be told, one sentence each; counts only where there are no problems
 * @param figures what was measured, to be shown where nothing is wrong
 */
public record Finding(int applied, List<String> problems, List<String> open, List<String> figures) {
    public Finding {
        problems = List.copyOf(problems);
        open = List.copyOf(open);
        figures = List.copyOf(figures);
    }

    /** One without figures. */
    public Finding(int applied, List<String> problems, List<String> open) {
        this(applied, problems, open, List.of());
    }

    /** Nothing was seen that the rule applies to. */
    public static Finding notObserved() {
        return new Finding(0, List.of(), List.of());
    }
}
