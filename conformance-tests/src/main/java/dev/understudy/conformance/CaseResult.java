package dev.understudy.conformance;

import dev.understudy.journal.Entry;
import dev.understudy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a case.
 *
 * @param pipeline the kind of job; empty for a case that runs once
 * @param run which run of it, from 1
 * @param skipped why it did not run at all
 * @param stopped why it could not go on
 * @param mishap what went wrong on our side
 */
public record CaseResult(
        String id,
        String title,
        String pipeline,
        int run,
        List<String> proves,
        Duration took,
        List<Entry> journal,
        List<Verdict> verdicts,
        Optional<String> skipped,
        Optional<String> stopped,
        Optional<String> mishap) {
    public CaseResult {
        proves = List.copyOf(proves);
        journal = List.copyOf(journal);
        verdicts = List.copyOf(verdicts);
    }

    /** The case's name in files and reports, for example {@code cancel-imports}. */
    public String name() {
        return name(id, pipeline, run);
    }

    static String name(String id, String pipeline, int run) {
        return id + (pipeline.isEmpty() ? "" : "-" + pipeline) + (run == 1 ? "" : "-run-" + run);
    }
}
