package dev.understudy.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path of the contract with named parts, such as {@code /api/v2/imports/{jobId}/stream}. */
public final class PathTemplate {
    private final String text;
    private final List<String> segments;

    /** A path that begins with a slash; its named parts stand in braces. */
    public PathTemplate(String text) {
        this.text = text;
        this.segments = List.of(text.substring(1).split("/", -1));
    }

    /** The named parts of a path, by name, if the path has this form. Values are as they stood, not decoded. */
    public Optional<Map<String, String>> match(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        var parts = path.substring(1).split("/", -1);
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            var segment = segments.get(i);
            if (isNamed(segment) && !parts[i].isEmpty()) {
                values.put(segment.substring(1, segment.length() - 1), parts[i]);
            } else if (!segment.equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** The path with its named parts filled in. */
    public String fill(Map<String, String> values) {
        var parts = new ArrayList<String>();
        for (var segment : segments) {
            parts.add(
                    isNamed(segment)
                            ? values.getOrDefault(segment.substring(1, segment.length() - 1), segment)
                            : segment);
        }
        return "/" + String.join("/", parts);
    }

    /** How many parts are fixed; where two templates match, the one with more of them is meant. */
    int fixedSegments() {
        return (int) segments.stream().filter(segment -> !isNamed(segment)).count();
    }

    private static boolean isNamed(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public String toString() {
        return text;
    }
}
