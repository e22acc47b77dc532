package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that a target need not keep says so where it is broken. */
class WaiverTest {
    private static final String WORDS = "f the target does not do this at all, its profile says so: ";

    @TempDir
    private Path folder;

    @Test
    void console_and_page_say_what_to_declare() throws Exception {
        var report = RecordedRuns.of("mutant-cancel-again", folder, RecordedRuns.only("cancel"), Baseline.NONE);
        var console = new StringWriter();
        new ConsoleReport(new PrintWriter(console)).write(report);
        assertThat(console.toString()).contains("  i" + WORDS + "capabilities: {cancel: false}");
        assertThat(Files.readString(folder.resolve("index.html")))
                .contains("I" + WORDS + "<code>capabilities: {cancel: false}</code>");
    }
}
