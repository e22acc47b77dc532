package dev.understudy.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The page with the grid: a table of scenarios by clients, with words around it that people write. Not for several threads. */
final class GridPage {
    private static final String HEAD = "| scenario |";
    private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");

    private final Path file;

    GridPage(Path file) {
        this.file = file;
    }

    /** What the page says of a client, by scenario; empty if it knows none of this name. */
    Map<String, String> column(String client) throws IOException {
        var rows = table();
        var column = new LinkedHashMap<String, String>();
        int index = rows.get(0).indexOf(client);
        rows.stream()
                .skip(2)
                .filter(row -> index > 0 && index < row.size())
                .forEach(row -> column.put(row.get(0), row.get(index)));
        return column;
    }

    /** Writes a client's column anew, and leaves the others and the words as they are. */
    void write(String client, Map<String, String> column) throws IOException {
        var columns = new LinkedHashMap<String, Map<String, String>>();
        for (var name : table().get(0).stream().skip(1).toList()) {
            columns.put(name, column(name));
        }
        columns.put(client, column);
        var lines = new ArrayList<String>();
        lines.add(HEAD + " " + String.join(" | ", columns.keySet()) + " |");
        lines.add("|---".repeat(columns.size() + 1) + "|");
        for (var scenario : column.keySet()) {
            var cells = columns.values().stream()
                    .map(each -> each.getOrDefault(scenario, ""))
                    .toList();
            lines.add("| " + scenario + " | " + String.join(" | ", cells) + " |");
        }
        replace(lines);
    }

    private void replace(List<String> table) throws IOException {
        var page = new ArrayList<>(Files.readAllLines(file));
        int start = start(page);
        page.subList(start, end(page, start)).clear();
        page.addAll(start, table);
        Files.writeString(file, String.join("\n", page) + "\n");
    }

    private List<List<String>> table() throws IOException {
        var page = Files.readAllLines(file);
        int start = start(page);
        return page.subList(start, end(page, start)).stream()
                .map(line -> BAR.splitAsStream(line).skip(1).toList())
                .toList();
    }

    private static int start(List<String> page) {
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).startsWith(HEAD)) {
                return i;
            }
        }
        throw new IllegalStateException("The page has no line that begins with '" + HEAD + "'.");
    }

    private static int end(List<String> page, int start) {
        int end = start;
        while (end < page.size() && page.get(end).startsWith("|")) {
            end++;
        }
        return end;
    }
}
