package dev.understudy.scenario;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How HTTP carries a stream, where that is not as an HTTP server does it. Behind its end the connection is closed.
 *
 * @param statusLine written instead of the usual one
 * @param interim answers with these statuses come first
 * @param chunked whether each write is a chunk; else the body ends where the connection does
 * @param length the Content-Length that is told, whatever is sent; then nothing is chunked
 * @param extension stands behind each chunk's size
 * @param trailers fields behind the last chunk
 * @param padding a header of so many bytes more
 */
public record BentHttp(
        Optional<String> statusLine,
        List<Integer> interim,
        boolean chunked,
        OptionalInt length,
        String extension,
        Map<String, String> trailers,
        int padding) {
    private static final int MOST_PADDING = 16 * 1024 * 1024;

    /** As usual, but for the close behind it. */
    public static final BentHttp USUAL =
            new BentHttp(Optional.empty(), List.of(), true, OptionalInt.empty(), "", Map.of(), 0);

    static final Struct STRUCT = new Struct(
            "http",
            "how HTTP carries it, where that is bent",
            List.of(
                    Field.optional("status-line", Types.text(), "Instead of the usual one, such as `HTTP/1.0 200 OK`."),
                    Field.optional(
                            "interim",
                            Types.listOf(Types.integer(100, 199)),
                            "Answers with these statuses come first, such as 103."),
                    Field.optional(
                            "body",
                            Types.word(List.of("chunked", "close")),
                            "With `close` the body ends where the connection does. Without it: chunked."),
                    Field.optional(
                            "length",
                            Types.integer(0),
                            "The Content-Length that is told, whatever is sent; no chunks."),
                    Field.optional("chunk-extension", Types.text(), "Stands behind each chunk's size, such as `;a=b`."),
                    Field.optional("trailers", Types.object(), "Fields behind the last chunk."),
                    Field.optional("padding", Types.size(MOST_PADDING), "A header of so many bytes more.")));

    public BentHttp {
        interim = List.copyOf(interim);
        trailers = Map.copyOf(trailers);
    }

    static BentHttp read(Words words) {
        var trailers = new LinkedHashMap<String, String>();
        words.map("trailers").forEach((name, value) -> trailers.put(name, value.text()));
        return new BentHttp(
                words.text("status-line"),
                words.list("interim").stream().map(Words::integer).toList(),
                !words.has("length")
                        && words.text("body").filter("close"::equals).isEmpty(),
                words.integer("length"),
                words.text("chunk-extension").orElse(""),
                trailers,
                words.size("padding"));
    }
}
