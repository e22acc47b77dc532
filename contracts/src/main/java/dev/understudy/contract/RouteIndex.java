package dev.understudy.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What swagger-parser found in a bundled {@code openapi.yaml}, written down by the build: to find it anew takes longer than all else
 * that a start does.
 *
 * <p>The first line is the fingerprint of the text that was read. For any other text the index says nothing, so it can be missing or
 * stale, but not wrong. Then a line for each route, its fields parted by tabs.
 */
final class RouteIndex {
    static final String FILE = "routes.txt";
    private static final String NONE = "-";
    private static final int FIELDS = 6;

    private RouteIndex() {}

    static String print(String openApi, List<Route> routes) {
        var lines = new ArrayList<String>();
        lines.add(fingerprint(openApi));
        for (var route : routes) {
            lines.add(String.join(
                    "\t",
                    route.path(),
                    route.method(),
                    orNone(route.operationId()),
                    orNone(route.job()),
                    orNone(route.pipeline()),
                    Boolean.toString(route.deprecated())));
        }
        return String.join("\n", lines) + "\n";
    }

    /** The routes of this text; empty if the index was made from another one. */
    static Optional<List<Route>> parse(String index, String openApi) {
        var lines = index.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(fingerprint(openApi))) {
            return Optional.empty();
        }
        return Optional.of(lines.stream().skip(1).map(RouteIndex::route).toList());
    }

    private static Route route(String line) {
        var fields = line.split("\t", FIELDS);
        return new Route(
                fields[0],
                fields[1],
                orNull(fields[2]),
                orNull(fields[3]),
                orNull(fields[4]),
                Boolean.parseBoolean(fields[5]));
    }

    private static String orNone(@Nullable String word) {
        return word == null ? NONE : word;
    }

    private static @Nullable String orNull(String word) {
        return word.equals(NONE) ? null : word;
    }

    private static String fingerprint(String text) {
        var checksum = new CRC32();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        checksum.update(bytes);
        return bytes.length + " " + Long.toHexString(checksum.getValue());
    }
}
