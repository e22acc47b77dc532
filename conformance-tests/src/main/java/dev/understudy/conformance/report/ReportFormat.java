package dev.understudy.conformance.report;

import dev.understudy.conformance.SuiteResult;
import java.io.IOException;
import java.nio.file.Path;

/** A form in which a run is written down. One class each, and a line in {@link ReportFolder}. */
interface ReportFormat {
    /** Writes its file, or its files, into the folder. */
    void write(SuiteResult result, Path folder) throws IOException;
}
