package dev.understudy.realpart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RealPartsTest {
    @TempDir
    private Path folder;

    @Test
    void a_program_is_found_in_the_folders_of_the_path() throws IOException {
        var program = Files.createFile(folder.resolve("node"));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(optional().program("node", "Install it.")).isEqualTo(program);
    }

    @Test
    void a_file_that_cannot_be_run_is_no_program() throws IOException {
        var file = Files.createFile(folder.resolve("node"));
        assertThat(file.toFile().setExecutable(false)).isTrue();

        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> optional().program("node", "Install it."));
    }

    @Test
    void a_test_without_its_part_is_skipped_and_says_why() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> optional().program("node", "Install Node 20."))
                .withMessageContaining("There is no 'node' on the PATH. Install Node 20.");
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> optional().existing(folder.resolve("node_modules"), "Run npm ci."))
                .withMessageContaining("node_modules. Run npm ci.");
    }

    @Test
    void a_test_without_its_part_fails_where_parts_are_required() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> required().program("node", "Install Node 20."))
                .withMessageContaining("There is no 'node' on the PATH. Install Node 20.")
                .withMessageContaining(RealParts.REQUIRE);
    }

    private RealParts optional() {
        return new RealParts(List.of(folder), false);
    }

    private RealParts required() {
        return new RealParts(List.of(folder), true);
    }
}
