package dev.understudy.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of one event that a scenario writes itself, and what a reader makes of them (WHATWG HTML 9.2.6). */
public final class EventLines {
    private static final Set<String> GAPS = Set.of("{id}", "{event}", "{data}");

    private EventLines() {}

    /**
     * What a reader gets.
     *
     * @param id null if the lines have none that counts
     * @param name null if they have none
     * @param data null if there is none, and so no event
     */
    public record Read(
            @Nullable String id,
            @Nullable String name,
            @Nullable String data) {}

    /** The lines with their gaps filled. A line is left out if it names what the event has not; data of many lines makes many. */
    public static List<String> filled(List<String> lines, @Nullable String id, @Nullable String name, String data) {
        var filled = new ArrayList<String>();
        for (var line : lines) {
            if ((id == null && line.contains("{id}")) || (name == null && line.contains("{event}"))) {
                continue;
            }
            var known = line.replace("{id}", id == null ? "" : id).replace("{event}", name == null ? "" : name);
            if (known.contains("{data}")) {
                for (var part : data.split("\r\n|\r|\n", -1)) {
                    filled.add(known.replace("{data}", part));
                }
            } else {
                filled.add(known);
            }
        }
        return List.copyOf(filled);
    }

    /** What a reader gets from these lines and a blank one. */
    public static Read read(List<String> lines) {
        @Nullable String id = null;
        @Nullable String name = null;
        @Nullable String data = null;
        for (var line : lines) {
            var value = value(line);
            switch (field(line)) {
                case "id" -> id = value.indexOf('\0') < 0 ? value : id;
                case "event" -> name = value;
                case "data" -> data = data == null ? value : data + "\n" + value;
                default -> {
                    // A comment, or a field that nobody knows.
                }
            }
        }
        return new Read(id, name == null || name.isEmpty() ? null : name, data);
    }

    /** Whether a word in braces is none of those that are filled in. */
    static boolean hasUnknownGap(String line) {
        return java.util.regex.Pattern.compile("\\{[a-z]+\\}")
                .matcher(line)
                .results()
                .anyMatch(gap -> !GAPS.contains(gap.group()));
    }

    /** The name of a line's field; empty for a comment. */
    public static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    /** The value of a line's field. */
    public static String value(String line) {
        int colon = line.indexOf(':');
        var value = colon < 0 ? "" : line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
