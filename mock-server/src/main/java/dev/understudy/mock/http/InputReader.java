package dev.understudy.mock.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.understudy.contract.RequestShape;
import dev.understudy.mock.job.JobInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a job's items from what was uploaded, as {@code x-items} of the contract says. */
final class InputReader {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private InputReader() {}

    /** The id that the client has chosen for its job, where the contract lets it. */
    static Optional<String> jobId(RequestShape shape, RequestBody body) {
        var name = shape.items().map(items -> items.path("job-id").asText("")).orElse("");
        return body.json().map(json -> json.path(name).asText("")).filter(id -> !name.isEmpty() && !id.isEmpty());
    }

    static JobInput read(RequestShape shape, RequestBody body) {
        var items = shape.items().orElse(MissingNode.getInstance());
        if (items.has("count")) {
            return new JobInput(Collections.nCopies(items.path("count").asInt(), Map.of()), 0, Optional.empty());
        }
        if (items.has("list")) {
            return fromList(items, body.json().orElseThrow());
        }
        var parts = body.parts().getOrDefault(items.path("part").asText(), List.of());
        if (items.path("format").asText().equals("csv") && !parts.isEmpty()) {
            return fromCsv(items, parts.get(0).text());
        }
        return fromFiles(items, parts.size());
    }

    /** So many items of each file, of which nothing else is known. */
    private static JobInput fromFiles(JsonNode items, int files) {
        var each = Collections.nCopies(files * items.path("each").asInt(1), Map.<String, String>of());
        return new JobInput(each, files, Optional.empty());
    }

    private static JobInput fromList(JsonNode items, JsonNode body) {
        var entries = body.path(items.path("list").asText());
        if (items.has("each")) {
            return fromFiles(items, entries.size());
        }
        var list = new ArrayList<Map<String, String>>();
        entries.forEach(entry -> list.add(entry.isObject() ? fields(items, entry) : value(items, entry)));
        return new JobInput(list, 0, Optional.empty());
    }

    private static Map<String, String> value(JsonNode items, JsonNode entry) {
        var names = items.path("item").fieldNames();
        return Map.of(names.hasNext() ? names.next() : "value", entry.asText());
    }

    private static Map<String, String> fields(JsonNode items, JsonNode entry) {
        var item = new LinkedHashMap<String, String>();
        items.path("item").properties().forEach(field -> {
            var value = entry.path(field.getValue().asText());
            if (value.isValueNode()) {
                item.put(field.getKey(), value.asText());
            }
        });
        return item;
    }

    private static JobInput fromCsv(JsonNode items, String text) {
        var rows = rows(text);
        var header = rows.isEmpty() ? List.<String>of() : List.of(rows.get(0));
        for (var required : items.path("required")) {
            if (!header.contains(required.asText())) {
                return new JobInput(List.of(), 1, Optional.of(flaw(items, required.asText(), header)));
            }
        }
        var list = new ArrayList<Map<String, String>>();
        for (var row : rows.subList(1, rows.size())) {
            list.add(item(items.path("item"), header, row));
        }
        return new JobInput(list, 1, Optional.empty());
    }

    private static List<String[]> rows(String text) {
        try (var values = CSV.readerFor(String[].class).<String[]>readValues(text)) {
            return values.readAll();
        } catch (IOException e) {
            // Not CSV at all: it has no header, and that is what the job will say.
            return List.of();
        }
    }

    private static Map<String, String> item(JsonNode mapping, List<String> header, String[] row) {
        var item = new LinkedHashMap<String, String>();
        mapping.properties().forEach(field -> {
            int column = header.indexOf(field.getValue().asText());
            if (column >= 0 && column < row.length) {
                item.put(field.getKey(), row[column]);
            }
        });
        return item;
    }

    private static JsonNode flaw(JsonNode items, String column, List<String> header) {
        var flaw = JsonNodeFactory.instance.objectNode();
        flaw.put("code", items.path("flaw").asText("E_INVALID_INPUT"));
        flaw.put("message", "The CSV has no column " + column + "; its header is: " + String.join(", ", header));
        flaw.put("retryable", false);
        return flaw;
    }
}
