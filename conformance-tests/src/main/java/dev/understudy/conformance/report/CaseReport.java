package dev.understudy.conformance.report;

import dev.understudy.verdict.Outcome;
import java.util.List;

/**
 * A case of a subject. Texts that do not apply are empty.
 *
 * @param name its name in files, different from those of the subject's other cases
 * @param variant what it ran with where it ran with several, such as the kind of job
 * @param run which run of it, from 1
 * @param proves the rows that it is there for
 * @param skipped why it did not run
 * @param stopped why it could not go on
 * @param mishap what went wrong on our side
 * @param excerpt what went over the wire, cut to what matters
 * @param curl commands that do the same again; tokens come from the environment
 * @param history the journal's file, seen from the report's folder
 * @param digest SHA-256 of the journal's file
 * @param repro the script's file, seen from the report's folder
 */
public record CaseReport(
        String name,
        String id,
        String title,
        String variant,
        int run,
        long milliseconds,
        List<String> proves,
        String skipped,
        String stopped,
        String mishap,
        List<Judged> verdicts,
        Timeline timeline,
        List<String> excerpt,
        List<String> curl,
        String history,
        String digest,
        String repro) {
    public CaseReport {
        proves = List.copyOf(proves);
        verdicts = List.copyOf(verdicts);
        excerpt = List.copyOf(excerpt);
        curl = List.copyOf(curl);
    }

    /** What the case says about a row. */
    public record Judged(String row, Outcome outcome, String reason, List<String> evidence) {
        public Judged {
            evidence = List.copyOf(evidence);
        }
    }

    /** What the case says about a row. */
    Outcome outcome(String row) {
        return verdicts.stream()
                .filter(judged -> judged.row().equals(row))
                .map(Judged::outcome)
                .findFirst()
                .orElse(Outcome.NOT_TESTED);
    }

    /** The same with its files elsewhere. */
    CaseReport at(String otherHistory, String otherRepro) {
        return with(verdicts, otherHistory, otherRepro);
    }

    /** The same, judged otherwise. */
    CaseReport judged(List<Judged> others) {
        return with(others, history, repro);
    }

    private CaseReport with(List<Judged> otherVerdicts, String otherHistory, String otherRepro) {
        return new CaseReport(
                name,
                id,
                title,
                variant,
                run,
                milliseconds,
                proves,
                skipped,
                stopped,
                mishap,
                otherVerdicts,
                timeline,
                excerpt,
                curl,
                otherHistory,
                digest,
                otherRepro);
    }
}
