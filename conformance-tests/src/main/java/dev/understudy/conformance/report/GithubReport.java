package dev.understudy.conformance.report;

import dev.understudy.verdict.Outcome;
import java.io.PrintWriter;

/** Annotations as GitHub Actions reads them from a job's output: one for each row that needs attention. */
public final class GithubReport {
    private final PrintWriter out;
    private final String file;

    /**
     * Annotations on a file of the repository.
     *
     * @param file what people would change: the profile; empty for annotations on the whole run
     */
    public GithubReport(PrintWriter out, String file) {
        this.out = out;
        this.file = file;
    }

    /** Errors for what fails the run, warnings for what does not, notices for known failures. */
    public void write(Report report) {
        for (var subject : report.subjects()) {
            for (var row : report.rows()) {
                write(subject, row, subject.result(row.id()));
            }
            subject.notes().forEach(note -> annotate("warning", subject.name(), note));
        }
        out.flush();
    }

    private void write(Subject subject, Row row, RowResult result) {
        var title = row.id() + " (" + row.level() + "), " + subject.name();
        var words = row.text() + "\nSeen: " + result.reason();
        if (!result.expected().isEmpty()) {
            annotate("notice", title, words + "\nKnown: " + result.expected());
        } else if (result.outcome() == Outcome.FAIL || result.outcome() == Outcome.ERROR) {
            annotate("error", title, words);
        } else if (result.outcome() == Outcome.WARN
                || (result.outcome() == Outcome.INCONCLUSIVE && row.level().equals("must"))) {
            annotate("warning", title, words);
        }
    }

    private void annotate(String kind, String title, String words) {
        var place = file.isEmpty() ? "" : "file=" + property(file) + ",line=1,";
        out.println("::" + kind + " " + place + "title=" + property(title) + "::" + data(words));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
