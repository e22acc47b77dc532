package dev.understudy.conformance.report;

import java.io.IOException;
import java.nio.file.Path;

/** A form in which a report is written down. One class each, and a line in {@link ReportFolder}. */
interface ReportFormat {
    /** Writes its file, or its files, into the folder. Called again whenever there is more to say. */
    void write(Report report, Path folder) throws IOException;
}
