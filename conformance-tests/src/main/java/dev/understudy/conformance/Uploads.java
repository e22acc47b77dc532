package dev.understudy.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.contract.Operation;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What the suite uploads: a file of the profile's, or made-up items in the form that the contract wants. */
final class Uploads {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The smallest PNG: one transparent pixel. */
    private static final String PIXEL = "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
            + "0000000d49444154789c6360000002000001000100ff03000006000557bfabd40000000049454e44ae426082";

    private static final int LONGEST_BARCODE = 32;

    private static final List<String> ISBNS = List.of(
            "9780140328721", "9780261103573", "9783522177504", "9782070360024", "9784101010014", "9780306406157");

    /**
     * What a job shall be made of.
     *
     * @param text stands in every item that has text
     */
    record Wanted(TargetProfile.JobKind kind, String text) {}

    /** Puts the upload for such a job into the request. */
    RequestSpecification put(RequestSpecification request, Operation operation, Wanted wanted) {
        var kind = wanted.kind();
        var shape = operation.request().orElseThrow();
        var items = shape.items().orElseThrow();
        if (items.has("list")) {
            return json(request, Map.of(items.path("list").asText(), entries(items, kind.items(), wanted.text())));
        }
        var part = items.path("part").asText();
        if (items.path("format").asText().equals("csv")) {
            return file(request, part, kind.fileName().orElse("conformance.csv"), csv(wanted), "text/csv");
        }
        return photos(request, part, 1, kind);
    }

    static RequestSpecification json(RequestSpecification request, Object body) {
        try {
            return request.header("Content-Type", "application/json").body(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain maps and lists can be written", e);
        }
    }

    static RequestSpecification file(
            RequestSpecification request, String part, String name, byte[] content, String mediaType) {
        return request.multiPart(part, name, content, mediaType);
    }

    /** So many photos in a form. */
    static RequestSpecification photos(
            RequestSpecification request, String part, int count, TargetProfile.JobKind kind) {
        var all = request;
        for (int i = 0; i < count; i++) {
            all = all.multiPart(part, kind.fileName().orElse("shelf-" + i + ".png"), photo(kind), "image/png");
        }
        return all;
    }

    private static byte[] photo(TargetProfile.JobKind kind) {
        return kind.file().map(Uploads::read).orElseGet(() -> HexFormat.of().parseHex(PIXEL));
    }

    private static byte[] csv(Wanted wanted) {
        var file = wanted.kind().file().filter(path -> wanted.text().isEmpty());
        return file.map(Uploads::read)
                .orElseGet(() -> csv(wanted.kind().items(), wanted.text()).getBytes(StandardCharsets.UTF_8));
    }

    private static String csv(int rows, String oddText) {
        var text = new StringBuilder("Title,Author,ISBN\n");
        for (int i = 0; i < rows; i++) {
            text.append("\"Book ")
                    .append(i + 1)
                    .append(oddText)
                    .append('"')
                    .append(",Author ")
                    .append(i + 1)
                    .append(',')
                    .append(ISBNS.get(i % ISBNS.size()))
                    .append('\n');
        }
        return text.toString();
    }

    /** As the contract wants its list: of barcodes, or of books with the fields that it names. */
    static List<?> entries(JsonNode items, int count, String text) {
        var fields = items.path("item");
        if (fields.path("title").asText("").isEmpty()) {
            return barcodes(count, text);
        }
        var books = new ArrayList<Map<String, String>>();
        for (int i = 0; i < count; i++) {
            books.add(Map.of(
                    fields.path("title").asText(), "Book " + (i + 1) + text,
                    fields.path("author").asText("author"), "Author " + (i + 1),
                    fields.path("isbn").asText("isbn"), ISBNS.get(i % ISBNS.size())));
        }
        return books;
    }

    /** Barcodes; with a text, one more of as much of it as fits. */
    private static List<String> barcodes(int count, String text) {
        var all = new ArrayList<>(barcodes(count));
        if (!text.isEmpty()) {
            all.add(text.substring(0, Math.min(LONGEST_BARCODE, text.length())));
        }
        return all;
    }

    static List<String> barcodes(int count) {
        var all = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            all.add(ISBNS.get(i % ISBNS.size()));
        }
        return all;
    }

    private static byte[] read(java.nio.file.Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CaseStoppedException("the profile's file " + file + " cannot be read: " + e);
        }
    }
}
