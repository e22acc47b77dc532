package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.journal.JournalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of {@code --report}: the histories as they come, the reports at the end. */
public final class ReportFolder {
    static final List<ReportFormat> FORMATS = List.of(new JsonReport(), new JunitReport());

    private final Path folder;

    /** Makes the folder if it is not there. */
    public ReportFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("history"));
    }

    /** Writes down what a case saw, so that a run that hangs later leaves its evidence. */
    public void write(CaseResult result) throws IOException {
        JournalFile.write(folder.resolve(history(result)), result.journal());
    }

    /** Writes all reports. */
    public void write(SuiteResult result) throws IOException {
        for (var format : FORMATS) {
            format.write(result, folder);
        }
    }

    /** Where a case's history is, seen from the folder. */
    static String history(CaseResult result) {
        return "history/" + result.name() + ".jsonl";
    }
}
