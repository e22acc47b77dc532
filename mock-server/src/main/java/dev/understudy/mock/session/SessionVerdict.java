package dev.understudy.mock.session;

import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a client's run came to.
 *
 * @param session the session's id
 * @param scenario the scenario that it was about
 * @param yardstick what the client was judged by
 * @param outcome the whole; never {@link Outcome#PASS} if nothing was seen to be right
 * @param reason one sentence
 * @param verdicts on the rules and expectations, in the contract's order
 */
public record SessionVerdict(
        String session, String scenario, String yardstick, Outcome outcome, String reason, List<Verdict> verdicts) {
    public SessionVerdict {
        verdicts = List.copyOf(verdicts);
    }

    /** The verdict on a run in which nothing was asked. */
    static SessionVerdict ofNothing(MockSession session, String scenario, String yardstick) {
        return new SessionVerdict(
                session.id(),
                scenario,
                yardstick,
                Outcome.NOT_TESTED,
                "Nothing has happened yet: no request has come to " + session.baseUri()
                        + ". Let the client ask there, then look again.",
                List.of());
    }

    /** The whole that these verdicts make. */
    static SessionVerdict of(MockSession session, String scenario, String yardstick, List<Verdict> verdicts) {
        var outcome = whole(verdicts);
        return new SessionVerdict(
                session.id(), scenario, yardstick, outcome, reason(outcome, verdicts), verdicts);
    }

    private static Outcome whole(List<Verdict> verdicts) {
        for (var outcome : List.of(Outcome.ERROR, Outcome.FAIL)) {
            if (verdicts.stream().anyMatch(verdict -> verdict.outcome() == outcome)) {
                return outcome;
            }
        }
        // What was only warned about, or could not be told, is no proof of anything.
        if (verdicts.stream().noneMatch(verdict -> verdict.outcome() == Outcome.PASS)) {
            return verdicts.stream().anyMatch(verdict -> verdict.outcome() == Outcome.INCONCLUSIVE)
                    ? Outcome.INCONCLUSIVE
                    : Outcome.NOT_TESTED;
        }
        return verdicts.stream().anyMatch(verdict -> verdict.outcome() == Outcome.WARN) ? Outcome.WARN : Outcome.PASS;
    }

    private static String reason(Outcome outcome, List<Verdict> verdicts) {
        return switch (outcome) {
            case PASS, WARN -> count(verdicts, Outcome.PASS) + " rules held, " + count(verdicts, Outcome.WARN)
                    + " warned of, " + count(verdicts, Outcome.INCONCLUSIVE) + " could not be told.";
            case NOT_TESTED -> "Nothing was seen that a rule applies to.";
            case INCONCLUSIVE -> "What was seen was not enough to tell.";
            default -> count(verdicts, outcome) + " of " + verdicts.size() + " rules: "
                    + verdicts.stream()
                            .filter(verdict -> verdict.outcome() == outcome)
                            .map(verdict -> verdict.rule().id())
                            .collect(Collectors.joining(", "))
                    + ".";
        };
    }

    private static long count(List<Verdict> verdicts, Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }

    /** Whether the client did everything right as far as it was seen, warnings aside. */
    public boolean passed() {
        return outcome == Outcome.PASS || outcome == Outcome.WARN;
    }

    /**
     * Goes on only if the client passed.
     *
     * @throws AssertionError if it did not, or if nothing was seen; the message is the whole report
     */
    public void assertPassed() {
        if (!passed()) {
            throw new AssertionError(report());
        }
    }

    /** The verdict as a person reads it: what was wrong first, each with its rule and its evidence. */
    public String report() {
        var text = new StringBuilder(outcome.word().toUpperCase(Locale.ROOT))
                .append("  ")
                .append(scenario)
                .append(", judged as ")
                .append(yardstick)
                .append(": ")
                .append(reason)
                .append('\n');
        for (var shown : List.of(Outcome.ERROR, Outcome.FAIL, Outcome.WARN, Outcome.INCONCLUSIVE)) {
            verdicts.stream().filter(verdict -> verdict.outcome() == shown).forEach(verdict -> add(text, verdict));
        }
        return text.toString();
    }

    private static void add(StringBuilder text, Verdict verdict) {
        text.append("\n  ")
                .append(verdict.outcome().word())
                .append("  ")
                .append(verdict.rule().id())
                .append(" (")
                .append(verdict.rule().level().word())
                .append("): ")
                .append(verdict.rule().text().strip())
                .append("\n        ")
                .append(verdict.reason())
                .append('\n');
        verdict.evidence().stream()
                .filter(line -> !line.equals(verdict.reason()))
                .forEach(line -> text.append("        | ").append(line).append('\n'));
    }

    @Override
    public String toString() {
        return report();
    }
}
