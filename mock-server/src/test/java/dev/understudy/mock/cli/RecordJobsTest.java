package dev.understudy.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RecordJobsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_was_recorded_until_the_program_was_stopped_can_be_played() throws IOException {
        var file = folder.resolve("my-day.yaml");
        try (var target = MockServer.play("happy-path");
                var program = Program.start(
                        "record", "--target", target.baseUri().toString(), "--out", file.toString(), "--port", "0");
                var err = program.process().errorReader(StandardCharsets.UTF_8)) {
            assertThat(program.ready())
                    .isEqualTo("Ready: " + program.uri() + " (passes everything on to " + target.baseUri()
                            + "; Ctrl-C ends it, and " + file + " is there)");
            try (var stream = new Client(program.uri()).stream("/api/v2/imports/reset-mid-event/stream")) {
                assertThat(stream.ending()).isNotNull();
            }

            // A process that is destroyed by itself loses what it says at the end.
            program.process().toHandle().destroy();
            assertThat(err.readLine())
                    .isEqualTo("Recorded " + file + ": 2 events on 1 connection. Play it with --scenarios " + folder
                            + " --scenario my-day");
        }

        var out = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(out)).execute("validate", file.toString()))
                .isZero();
        assertThat(out.toString()).startsWith(file + "  ok: As 127.0.0.1 did it: ");
    }

    @Test
    void a_target_that_is_not_there_is_exit_1_and_what_cannot_be_recorded_exit_2() {
        var err = new StringWriter();
        var main = Main.commandLine().setErr(new PrintWriter(err));
        var out = folder.resolve("my-day.yaml").toString();

        assertThat(main.execute("record", "--target", "http://127.0.0.1:1", "--out", out))
                .isEqualTo(1);
        assertThat(main.execute("record", "--target", "http://127.0.0.1:1", "--out", "My Day"))
                .isEqualTo(2);
        assertThat(main.execute("record", "--out", out)).isEqualTo(2);
        assertThat(err.toString().lines())
                .anySatisfy(line -> assertThat(line).startsWith("Nothing answers at http://127.0.0.1:1 ("))
                .anySatisfy(line -> assertThat(line).startsWith("'My Day' cannot be a scenario's file, "))
                .contains("Missing required option: '--target=URL'");
    }
}
