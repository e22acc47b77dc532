package dev.understudy.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code report.json}: the whole model. Its schema is {@code report.schema.json}. */
final class JsonReport implements ReportFormat {
    static final String FILE = "report.json";

    @Override
    public void write(Report report, Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), (text(report) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static String text(Report report) throws IOException {
        ObjectNode root = ReportMapper.JSON.valueToTree(report);
        for (int i = 0; i < report.subjects().size(); i++) {
            var subject = report.subjects().get(i);
            summarise(root.path("subjects").path(i), subject);
        }
        return ReportMapper.JSON.writeValueAsString(root);
    }

    /** For those who want one number only. */
    private static void summarise(JsonNode node, Subject subject) {
        var counts = subject.summary();
        var summary = ((ObjectNode) node).putObject("summary");
        for (var outcome : Outcome.values()) {
            summary.put(outcome.word(), counts.getOrDefault(outcome, 0L));
        }
    }
}
