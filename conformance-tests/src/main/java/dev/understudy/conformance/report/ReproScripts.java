package dev.understudy.conformance.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code repro/<case>.sh}: a case's requests as a script, to be run against the same target or another one. */
final class ReproScripts implements ReportFormat {
    private static final String HEAD = """
            #!/usr/bin/env bash
            # Sends the requests of a case again, one after the other. What was cut or disturbed in the case is not cut here.
            # Set BASE_URL for another target, JOB_TOKEN where it wants a token, SAMPLE_CSV or SAMPLE_IMAGE for another upload.
            # shellcheck disable=SC2034 # Not every case uses every variable.
            set -u
            """;
    private static final String SAMPLES = """
            JOB_TOKEN=${JOB_TOKEN:-}
            samples=$(mktemp -d)
            trap 'rm -rf "$samples"' EXIT
            printf 'Title,Author,ISBN\\nMomo,Michael Ende,9783522177504\\n' >"$samples/sample.csv"
            base64 -d >"$samples/sample.png" <<'PNG'
            iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgAAACAAABAAEA/wMAAAYABVe/q9QAAAAASUVORK5CYII=
            PNG
            SAMPLE_CSV=${SAMPLE_CSV:-$samples/sample.csv}
            SAMPLE_IMAGE=${SAMPLE_IMAGE:-$samples/sample.png}
            answer=
            # A text field of the last job's answer.
            field() { printf '%s' "$answer" | sed -n "s/.*\\"$1\\" *: *\\"\\([^\\"]*\\)\\".*/\\1/p" | head -n 1; }

            """;

    @Override
    public void write(Report report, Path folder) throws IOException {
        for (var subject : report.subjects()) {
            for (var each : subject.cases()) {
                if (!each.repro().isEmpty() && !each.curl().isEmpty()) {
                    write(folder.resolve(each.repro()), text(subject, each));
                }
            }
        }
    }

    static String text(Subject subject, CaseReport each) {
        var base = subject.address().replace("'", "'\\''");
        return HEAD + "BASE_URL=${BASE_URL:-" + braced(base) + "}\n" + SAMPLES
                + "# " + each.name() + ": " + each.title().replaceAll("\\R", " ") + "\n"
                + String.join("\n\n", each.curl()) + "\n";
    }

    /** Inside of a default value, in quotes of its own. */
    private static String braced(String text) {
        return "'" + text + "'";
    }

    private static void write(Path file, String text) throws IOException {
        var content = text.getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && java.util.Arrays.equals(Files.readAllBytes(file), content)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, content);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
