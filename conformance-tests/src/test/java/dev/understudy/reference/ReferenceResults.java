package dev.understudy.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a completed job, in the form of its pipeline. */
final class ReferenceResults {
    private ReferenceResults() {}

    static Map<String, Object> of(ReferenceJob job, Instant expires) {
        var data = new LinkedHashMap<String, Object>();
        data.put("jobId", job.id);
        data.put("expiresAt", expires.toString());
        switch (job.pipeline) {
            case "imports" -> imports(data, job.total);
            case "scans" -> scans(data, job.total);
            default -> enrichments(data, job.total);
        }
        return data;
    }

    private static void imports(Map<String, Object> data, int total) {
        data.put("booksCreated", total - 1);
        data.put("booksUpdated", 0);
        data.put("duplicatesSkipped", 1);
        data.put("enrichmentSucceeded", total - 1);
        data.put("enrichmentFailed", 0);
        data.put("errors", List.of());
        data.put("books", books(total - 1));
    }

    private static void enrichments(Map<String, Object> data, int total) {
        data.put("enrichedBooks", books(total - 1));
        data.put("enrichmentFailed", 1);
    }

    private static void scans(Map<String, Object> data, int total) {
        var box = Map.of("x", 0.1, "y", 0.2, "width", 0.05, "height", 0.6);
        var books = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < total; i++) {
            books.add(
                    Map.of("title", "Book " + i, "confidence", 0.9, "boundingBox", box, "enrichmentStatus", "success"));
        }
        data.put("totalDetected", total);
        data.put("approved", total);
        data.put("needsReview", 0);
        data.put("books", books);
    }

    private static List<Map<String, Object>> books(int count) {
        var books = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < count; i++) {
            books.add(Map.of("title", "Book " + i));
        }
        return books;
    }
}
