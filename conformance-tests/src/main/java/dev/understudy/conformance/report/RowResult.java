package dev.understudy.conformance.report;

import dev.understudy.verdict.Outcome;
import java.util.List;

/**
 * What a subject came to in a row.
 *
 * @param reason one sentence
 * @param evidence what was seen, one line each
 * @param cases the cases in which it was judged
 * @param flaky whether a case that ran more than once did not always come to the same
 * @param expected why a baseline expects this failure; empty if none does
 */
public record RowResult(
        String row,
        Outcome outcome,
        String reason,
        List<String> evidence,
        List<String> cases,
        boolean flaky,
        String expected) {
    public RowResult {
        evidence = List.copyOf(evidence);
        cases = List.copyOf(cases);
    }

    /** What stands where a subject was not held against a row at all. */
    static RowResult none(String row) {
        return new RowResult(row, Outcome.NOT_TESTED, "Not judged in this run.", List.of(), List.of(), false, "");
    }
}
