package dev.understudy.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.yaml.DurationText;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The networks of a file, by name. */
public final class Situations {
    private static final String BUNDLED = "situations.yaml";
    private static final Set<String> WORDS = Set.of("title", "down", "up");
    private static final Set<String> ROAD_WORDS = Set.of("rate", "delay", "jitter");

    private final Map<String, Situation> byName;

    private Situations(Map<String, Situation> byName) {
        this.byName = byName;
    }

    /** Those that come with the program. */
    public static Situations bundled() {
        try (var in = Objects.requireNonNull(Situations.class.getResourceAsStream(BUNDLED), BUNDLED)) {
            return read(YamlDocument.parse(BUNDLED, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a document.
     *
     * @throws InvalidDocumentException with every problem that is in it
     */
    public static Situations read(YamlDocument document) {
        var reader = new Reader(document);
        var all = new LinkedHashMap<String, Situation>();
        document.root().fieldNames().forEachRemaining(name -> all.put(name, reader.situation(name)));
        if (!reader.problems.isEmpty()) {
            throw new InvalidDocumentException(reader.problems);
        }
        return new Situations(all);
    }

    /** All of them, in the order of the file. */
    public List<Situation> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The one of this name.
     *
     * @throws NetworkException if there is none; it says which there are
     */
    public Situation get(String name) {
        var found = byName.get(name);
        if (found == null) {
            throw new NetworkException(
                    "There is no network '" + name + "'. " + NearestWord.advice(name, byName.keySet()));
        }
        return found;
    }

    private static final class Reader {
        private final YamlDocument document;
        private final List<Problem> problems = new ArrayList<>();

        Reader(YamlDocument document) {
            this.document = document;
        }

        Situation situation(String name) {
            var at = "/" + name.replace("~", "~0").replace("/", "~1");
            checkWords(at, WORDS);
            var title = document.at(at + "/title");
            if (!title.isTextual()) {
                problem(at, "The network '" + name + "' has no title.", "Write what it is, for people.");
            }
            return new Situation(name, title.asText(), road(at + "/down"), road(at + "/up"));
        }

        private Situation.Road road(String at) {
            if (document.at(at).isMissingNode()) {
                return Situation.Road.FREE;
            }
            checkWords(at, ROAD_WORDS);
            return new Situation.Road(rate(at + "/rate"), time(at + "/delay"), time(at + "/jitter"));
        }

        private Optional<Integer> rate(String at) {
            JsonNode rate = document.at(at);
            if (rate.isMissingNode()) {
                return Optional.empty();
            }
            if (!rate.canConvertToInt() || !rate.isIntegralNumber() || rate.asInt() < 1) {
                problem(at, "'" + rate.asText() + "' is no rate.", "Write kilobytes per second, 1 or more.");
            }
            return Optional.of(rate.asInt());
        }

        private Duration time(String at) {
            JsonNode time = document.at(at);
            if (time.isMissingNode()) {
                return Duration.ZERO;
            }
            return DurationText.parse(time.asText()).orElseGet(() -> {
                problem(at, "'" + time.asText() + "' is no duration.", "Write 100ms or 1.5s.");
                return Duration.ZERO;
            });
        }

        private void checkWords(String at, Set<String> known) {
            document.at(at).fieldNames().forEachRemaining(word -> {
                if (!known.contains(word)) {
                    problems.add(new Problem(
                            document.locateKey(at + "/" + word),
                            "There is no '" + word + "' here.",
                            NearestWord.advice(word, known.stream().sorted().toList())));
                }
            });
        }

        private void problem(String at, String message, String advice) {
            problems.add(new Problem(document.locate(at), message, advice));
        }
    }
}
