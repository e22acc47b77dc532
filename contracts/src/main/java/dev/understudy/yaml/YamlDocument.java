package dev.understudy.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A parsed YAML text and the place of each of its values.
 *
 * <p>Limits: 4 MiB of text, 64 levels, no aliases (a document of ours never needs one, and they can blow up a small text).
 */
public final class YamlDocument {
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
    static final int MOST_LEVELS = 64;
    private static final YAMLFactory YAML =
            YAMLFactory.builder().loaderOptions(limits()).build();

    private final String file;
    private final JsonNode root;
    private final Map<String, Location> places;
    private final Map<String, String> numbers;

    YamlDocument(String file, JsonNode root, Map<String, Location> places, Map<String, String> numbers) {
        this.file = file;
        this.root = root;
        this.places = Map.copyOf(places);
        this.numbers = Map.copyOf(numbers);
    }

    /**
     * Parses a text.
     *
     * @param file what the places are called by; need not exist
     * @throws InvalidDocumentException if the text is not YAML, is over a limit, or uses a key twice
     */
    public static YamlDocument parse(String file, String text) {
        refuseTooLong(file, text.length());
        try (var parser = YAML.createParser(text)) {
            return new YamlTreeReader(file, text, parser).read();
        } catch (JsonProcessingException e) {
            throw notYaml(file, e);
        } catch (IOException e) {
            throw new InvalidDocumentException(new Problem(new Location(file, 1, 1), "cannot be read: " + e, ""));
        }
    }

    /** Reads and parses a file; see {@link #parse}. A file that cannot be read is a problem, too. */
    public static YamlDocument read(Path path) {
        return parse(path.toString(), YamlFile.read(path, MOST_CHARACTERS));
    }

    public JsonNode root() {
        return root;
    }

    public String file() {
        return file;
    }

    /** The value at a JSON pointer such as {@code /job/items}; a missing node if there is none. */
    public JsonNode at(String pointer) {
        return pointer.isEmpty() ? root : root.at(JsonPointer.compile(pointer));
    }

    /** The value at a JSON pointer as the text that was written: a number keeps its leading zeros. */
    public String text(String pointer) {
        return numbers.getOrDefault(pointer, at(pointer).asText());
    }

    /** The JSON pointer of a field inside the value at another one. */
    public static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** Where the value at a JSON pointer stands, or the nearest value around it. */
    public Location locate(String pointer) {
        for (var p = pointer; !p.isEmpty(); p = p.substring(0, p.lastIndexOf('/'))) {
            var place = places.get(p);
            if (place != null) {
                return place;
            }
        }
        return places.getOrDefault("", new Location(file, 1, 1));
    }

    /** Where the key of the value at a JSON pointer stands; for a list entry, where the entry stands. */
    public Location locateKey(String pointer) {
        var place = places.get(pointer + "#");
        return place == null ? locate(pointer) : place;
    }

    /** Whether the text holds nothing but blanks and comments. */
    public boolean isEmpty() {
        return root instanceof MissingNode || root.isNull();
    }

    private static void refuseTooLong(String file, int characters) {
        if (characters > MOST_CHARACTERS) {
            throw new InvalidDocumentException(new Problem(
                    new Location(file, 1, 1),
                    "This has " + characters + " characters; at most " + MOST_CHARACTERS + " are allowed.",
                    "Make it several files."));
        }
    }

    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        return options;
    }

    private static InvalidDocumentException notYaml(String file, JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            var mark = marked.getProblemMark();
            var place = new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
            return notYaml(place, marked.getProblem());
        }
        JsonLocation at = e.getLocation();
        var place = at == null ? new Location(file, 1, 1) : new Location(file, at.getLineNr(), at.getColumnNr());
        // The parser prints the whole event that it met instead.
        return notYaml(
                place,
                e.getOriginalMessage().startsWith("Expected a field name") ? "a key must be plain text" : firstLine(e));
    }

    private static InvalidDocumentException notYaml(Location place, String what) {
        return new InvalidDocumentException(new Problem(
                place, "This is not YAML: " + what.replaceFirst("\\.$", "") + ".", "Check indents and quotes."));
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().map(String::strip).findFirst().orElse("");
    }
}
