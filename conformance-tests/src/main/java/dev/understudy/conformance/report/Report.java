package dev.understudy.conformance.report;

import java.util.List;

/**
 * What is written down about one run or several: subjects beside each other, held against the same rows. Every form of a report is
 * made from this, and {@code report.json} is exactly this.
 *
 * <p>A subject is whatever was judged, a server or a client; a row is whatever it was judged by, a rule or a scenario.
 *
 * @param version {@value #VERSION}; goes up when a field changes its meaning or goes away
 * @param tool what wrote it
 * @param binds {@code server} or {@code client}: which side was judged
 * @param contract the contract pack, as a profile names it
 * @param fingerprint which text of the contract it was
 */
public record Report(
        int version,
        String tool,
        String binds,
        String contract,
        String fingerprint,
        List<Row> rows,
        List<Subject> subjects) {
    public static final int VERSION = 1;
    public static final String TOOL = "Understudy 0.1.0";

    public Report {
        rows = List.copyOf(rows);
        subjects = List.copyOf(subjects);
    }

    /** A report of this version, by this tool. */
    public static Report of(String binds, String contract, String fingerprint, List<Row> rows, List<Subject> subjects) {
        return new Report(VERSION, TOOL, binds, contract, fingerprint, rows, subjects);
    }

    /** The row with this id. */
    Row row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseGet(() -> Row.unknown(id));
    }
}
