package dev.understudy.conformance.report;

import dev.understudy.verdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Someone who was judged, and what came of it.
 *
 * @param name different from the names of the report's other subjects
 * @param address where it was, without secrets; empty if it has none
 * @param settings what was in force
 * @param exitCode what the program exits with, and what that means
 * @param notes what a reader must know before anything else, such as what was cut short
 * @param results one for each row
 */
public record Subject(
        String name,
        String address,
        State state,
        Settings settings,
        long milliseconds,
        int exitCode,
        String meaning,
        List<String> notes,
        List<RowResult> results,
        List<CaseReport> cases) {
    public Subject {
        notes = List.copyOf(notes);
        results = List.copyOf(results);
        cases = List.copyOf(cases);
    }

    /** How far a run has come. */
    public enum State {
        /** Not at its end; also what a run leaves that was killed. */
        RUNNING,
        INTERRUPTED,
        COMPLETE
    }

    /** The result for a row. */
    RowResult result(String row) {
        return results.stream()
                .filter(result -> result.row().equals(row))
                .findFirst()
                .orElseGet(() -> RowResult.none(row));
    }

    /** How many rows came to what. */
    public Map<Outcome, Long> summary() {
        var summary = new TreeMap<Outcome, Long>();
        results.forEach(result -> summary.merge(result.outcome(), 1L, Long::sum));
        return summary;
    }

    /** The same under another name. */
    Subject named(String other) {
        return new Subject(other, address, state, settings, milliseconds, exitCode, meaning, notes, results, cases);
    }

    /** The same with other cases. */
    Subject withCases(List<CaseReport> others) {
        return new Subject(name, address, state, settings, milliseconds, exitCode, meaning, notes, results, others);
    }
}
