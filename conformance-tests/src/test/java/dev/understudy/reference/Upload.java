package dev.understudy.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What came with a create request, understood just as far as this server needs it. */
record Upload(List<Part> parts, Optional<JsonNode> json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

    /** A part of a form. */
    record Part(String name, String fileName, String content) {}

    static Upload of(String contentType, byte[] body) throws IOException {
        int at = contentType.indexOf("boundary=");
        if (at < 0) {
            return new Upload(List.of(), json(body));
        }
        var boundary =
                contentType.substring(at + 9).split(";", 2)[0].replace("\"", "").trim();
        var parts = new ArrayList<Part>();
        for (var part : new String(body, StandardCharsets.ISO_8859_1).split(Pattern.quote("--" + boundary), -1)) {
            int head = part.indexOf("\r\n\r\n");
            if (head > 0) {
                var content = part.substring(head + 4).replaceFirst("\r\n$", "");
                parts.add(new Part(
                        first(NAME, part.substring(0, head)), first(FILE_NAME, part.substring(0, head)), content));
            }
        }
        return new Upload(parts, Optional.empty());
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body));
        } catch (IOException e) {
            // What is no JSON has no barcodes, and is refused for that.
            return Optional.empty();
        }
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    List<Part> named(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name) || part.name().equals(name + "[]"))
                .toList();
    }

    /** How many items a job of it has. */
    int items(String pipeline) {
        return switch (pipeline) {
            case "imports" ->
                named("file").stream()
                        .findFirst()
                        .map(file -> Math.max(1, (int) file.content().lines().count() - 1))
                        .orElse(1);
            case "scans" -> named("photos").size();
            default -> json().map(json -> json.path("barcodes").size()).orElse(0);
        };
    }

    /** Whether there is a barcode that no book can have. */
    boolean hasOddBarcode() {
        for (var barcode : json().orElseGet(MissingNode::getInstance).path("barcodes")) {
            if (!barcode.asText().matches("[0-9]{9}[0-9X]|[0-9]{13}")) {
                return true;
            }
        }
        return false;
    }
}
