package dev.understudy.verdict;

import java.util.List;

/**
 * What a client's run came to, rule by rule.
 *
 * @param scenario the id of what was played
 * @param title its title
 */
public record ClientVerdict(String scenario, String title, Yardstick yardstick, List<Verdict> verdicts) {
    public ClientVerdict {
        verdicts = List.copyOf(verdicts);
    }

    /** The worst that was found: an error of ours, a fail, what could not be told, a warning, or a pass. */
    public Outcome outcome() {
        for (var outcome : List.of(Outcome.ERROR, Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.WARN, Outcome.PASS)) {
            if (verdicts.stream().anyMatch(verdict -> verdict.outcome() == outcome)) {
                return outcome;
            }
        }
        return Outcome.NOT_OBSERVED;
    }

    /** Whether something was seen, every MUST that applied held, and nothing stayed open. Warnings do not count. */
    public boolean passed() {
        return outcome() == Outcome.PASS || outcome() == Outcome.WARN;
    }

    /**
     * Does nothing if it passed.
     *
     * @throws AssertionError if not; its message is {@link #text()}
     */
    public void assertPassed() {
        if (!passed()) {
            throw new AssertionError("\n" + text());
        }
    }

    /** The whole for people: the outcome, then what needs attention with its evidence, then how the rest stands. */
    public String text() {
        var text = new StringBuilder()
                .append(scenario)
                .append(": ")
                .append(outcome().word())
                .append(" (yardstick ")
                .append(yardstick.word())
                .append(")\n  ")
                .append(title)
                .append('\n');
        verdicts.stream().filter(ClientVerdict::needsAttention).forEach(verdict -> explain(verdict, text));
        text.append('\n')
                .append(String.format(
                        "  %d passed, %d not observed, %d not asked for by this yardstick.",
                        count(Outcome.PASS), count(Outcome.NOT_OBSERVED), count(Outcome.NOT_APPLICABLE)));
        if (outcome() == Outcome.NOT_OBSERVED) {
            text.append(" Nothing was seen that any rule applies to: did the client reach this server?");
        }
        return text.toString();
    }

    private long count(Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }

    private static boolean needsAttention(Verdict verdict) {
        return switch (verdict.outcome()) {
            case ERROR, FAIL, WARN, INCONCLUSIVE -> true;
            default -> false;
        };
    }

    private static void explain(Verdict verdict, StringBuilder text) {
        var rule = verdict.rule();
        text.append(String.format(
                "\n  %s %s (%s)\n    %s\n",
                verdict.outcome().word(), rule.id(), rule.level().word(), rule.text()));
        if (verdict.evidence().isEmpty()) {
            text.append("    - ").append(verdict.reason()).append('\n');
        }
        verdict.evidence().stream()
                .limit(5)
                .forEach(line -> text.append("    - ").append(line).append('\n'));
        if (verdict.evidence().size() > 5) {
            text.append("    - and ").append(verdict.evidence().size() - 5).append(" more\n");
        }
        text.append("    Source: ").append(rule.source()).append('\n');
    }
}
