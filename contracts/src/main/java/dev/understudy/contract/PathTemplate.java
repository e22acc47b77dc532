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
        this(text, text);
    }

    private PathTemplate(String text, String known) {
        this.text = text;
        this.segments = List.of(known.substring(1).split("/", -1));
    }

    /** A path whose named part is a job's id, {@code jobId} to us, whatever the contract calls it. */
    static PathTemplate ofJob(String text) {
        return new PathTemplate(text, text.replaceAll("\\{[^/}]+}", "{jobId}"));
    }

    /** The named parts of a path, by name, if the path has this form. Values are as they stood, not decoded. */
    public Optional<Map<String, String>> match(String path) {
        if (!fits(path)) {
            return Optional.empty();
        }
        var parts = path.substring(1).split("/", -1);
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            if (isNamed(segments.get(i))) {
                values.put(nameOf(segments.get(i)), parts[i]);
            }
        }
        return Optional.of(values);
    }

    /** Whether a path has this form. Takes nothing apart, for every request is held against every path of a contract. */
    boolean fits(String path) {
        int at = 0;
        for (var segment : segments) {
            if (!path.startsWith("/", at)) {
                return false;
            }
            int end = endOfPart(path, at + 1);
            if (!fits(segment, path, at + 1, end)) {
                return false;
            }
            at = end;
        }
        return at == path.length();
    }

    private static int endOfPart(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static boolean fits(String segment, String path, int from, int to) {
        return isNamed(segment) ? to > from : to - from == segment.length() && path.startsWith(segment, from);
    }

    /** The path with its named parts filled in. */
    public String fill(Map<String, String> values) {
        var parts = new ArrayList<String>();
        for (var segment : segments) {
            parts.add(isNamed(segment) ? values.getOrDefault(nameOf(segment), segment) : segment);
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

    private static String nameOf(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
