package dev.understudy.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.mock.MockServer;
import dev.understudy.realpart.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, in a process of its own. */
class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    void ctrl_c_finishes_the_report_says_what_was_cut_short_and_exits_with_130() throws Exception {
        var kill = RealParts.here().program("kill", "Install procps.");
        try (var mock = MockServer.play("quiet-pause")) {
            var report = folder.resolve("report");
            var err = folder.resolve("err.txt");
            var process = suite(mock.baseUri().toString(), report, err);
            try {
                // The first case is done, the next ones wait for jobs that take long.
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> Files.exists(report.resolve("report.json"))
                                && Files.exists(report.resolve("history/cut-and-resume-imports.jsonl")));
                var signal = new ProcessBuilder(kill.toString(), "-INT", Long.toString(process.pid())).start();
                assertThat(signal.waitFor()).isZero();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(130);
            } finally {
                process.destroyForcibly();
            }
            assertThat(Files.readString(err))
                    .contains(
                            "Interrupted after 1 of ",
                            "Cut short: ",
                            "cut-and-resume-imports",
                            "The report is in " + report);
            var json = Files.readString(report.resolve("report.json"));
            assertThat(json).contains("\"state\" : \"interrupted\"", "\"exitCode\" : 130", "it was cut short");
            assertThat(Files.readString(report.resolve("index.html"))).contains("Interrupted after 1 of ");
            assertThat(Files.readAllLines(report.resolve("history/cut-and-resume-imports.jsonl")))
                    .isNotEmpty();
        }
    }

    @Test
    void a_client_that_goes_on_for_ever_ends_with_the_suite() throws Exception {
        var process = program(folder.resolve("err.txt"), "client", "--run", "sleep 600", "--only", "happy-path");
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> process.descendants().findAny().isPresent());
            var started = process.descendants().toList();
            process.destroy();
            await().atMost(Duration.ofMinutes(1)).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process suite(String target, Path report, Path err) throws IOException {
        return program(
                err,
                "server",
                "--base-url",
                target,
                "--only",
                "service",
                "--only",
                "cut-and-resume",
                "--toxiproxy",
                "none",
                "--report",
                report.toString());
    }

    private static Process program(Path err, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
