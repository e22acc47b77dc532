package dev.understudy.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder of {@code --report}. Everything in it is written as it comes, and whole at every moment. */
public final class ReportFolder {
    private static final long MOST_BYTES = 512L * 1024 * 1024;
    private static final List<ReportFormat> FORMATS =
            List.of(new JsonReport(), new JunitReport(), new HtmlReport(), new ReproScripts());

    private final Path folder;

    public ReportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder if it is not there, and takes away what an earlier report left in it.
     *
     * @throws UnusableReportException if it cannot be made; nothing has been run by then
     */
    public void clear() throws IOException {
        make();
        if (Files.exists(folder.resolve(JsonReport.FILE))) {
            try {
                for (var file : files(read())) {
                    Files.deleteIfExists(file);
                }
            } catch (UnusableReportException e) {
                // Whatever lies here is not ours to take away.
                return;
            }
        }
    }

    private void make() {
        try {
            Files.createDirectories(folder.resolve("history"));
        } catch (IOException e) {
            throw new UnusableReportException(
                    "No report can be written to " + folder + ": " + why(e) + ". Give another folder with --report.");
        }
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "that is not allowed";
        }
        var reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? "it cannot be made" : reason.toLowerCase(Locale.ROOT);
    }

    private List<Path> files(Report report) {
        return report.subjects().stream()
                .flatMap(subject -> subject.cases().stream())
                .flatMap(each -> Stream.of(each.history(), each.repro()))
                .filter(name -> !name.isEmpty())
                .map(this::file)
                .toList();
    }

    /** Writes the report in all forms. */
    public void write(Report report) throws IOException {
        Files.createDirectories(folder);
        for (var format : FORMATS) {
            format.write(report, folder);
        }
    }

    /** Writes a file of the report, for example a history. */
    void write(String name, byte[] content) throws IOException {
        var file = file(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, content);
    }

    /** Reads a report back; throws {@link UnusableReportException} if there is none of ours. */
    public Report read() {
        var file = folder.resolve(JsonReport.FILE);
        if (!Files.isRegularFile(file)) {
            throw new UnusableReportException(
                    folder + " holds no " + JsonReport.FILE + ". Give the folder that --report wrote.");
        }
        try {
            refuseTooLarge(file);
            var tree = ReportMapper.JSON.readTree(file.toFile());
            if (tree == null || tree.path("version").asInt(0) != Report.VERSION) {
                throw new UnusableReportException(file + ":1:1  This is no report of version " + Report.VERSION
                        + ". Write it anew with this version of the suite.");
            }
            return ReportMapper.JSON.readValue(file.toFile(), Report.class);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new UnusableReportException(
                    file + ":" + (at == null ? "1:1" : at.getLineNr() + ":" + at.getColumnNr())
                            + "  This is no report: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnusableReportException(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /** A file that the report names; never one outside of its folder. */
    Path file(String name) {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize()) || Path.of(name).isAbsolute()) {
            throw new UnusableReportException(folder.resolve(JsonReport.FILE) + ":1:1  The report names the file '"
                    + name + "', which is not in its folder.");
        }
        return file;
    }

    static void refuseTooLarge(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new UnusableReportException(
                    file + " has " + Files.size(file) + " bytes; at most " + MOST_BYTES + " are read.");
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
