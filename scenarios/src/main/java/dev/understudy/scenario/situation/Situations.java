package dev.understudy.scenario.situation;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
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
import java.util.function.Consumer;

/** The networks and transitions of a file, by name. Immutable. */
public final class Situations {
    private static final String FILE = "situations.yaml";
    private static final Situations BUNDLED = load();

    private final Map<String, Situation> byName;

    private Situations(Map<String, Situation> byName) {
        this.byName = byName;
    }

    /** Those that come with the program. */
    public static Situations bundled() {
        return BUNDLED;
    }

    private static Situations load() {
        try (var in = Objects.requireNonNull(Situations.class.getResourceAsStream(FILE), FILE)) {
            return read(YamlDocument.parse(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
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
        var problems = new ArrayList<Problem>();
        var sections = new Struct(
                "situations",
                "networks by name",
                List.of(
                        Field.optional("profiles", Types.object(), "Networks that stay as they are."),
                        Field.optional("transitions", Types.object(), "How one becomes another.")));
        sections.check(document, "", problems::add);
        var file = new Words(document, "");
        var profiles = file.map("profiles");
        var transitions = file.map("transitions");
        var changes = Changes.family(List.copyOf(profiles.keySet()));
        profiles.values().forEach(words -> checkProfile(words, problems::add));
        transitions.forEach((name, words) -> checkTransition(name, words, changes, profiles, problems::add));
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        var all = new LinkedHashMap<String, Situation>();
        profiles.forEach((name, words) -> all.put(name, profile(name, words)));
        transitions.forEach((name, words) -> all.put(name, transition(name, words, changes)));
        return new Situations(all);
    }

    /** All of them, in the order of the file. */
    public List<Situation> all() {
        return List.copyOf(byName.values());
    }

    /** The names of the profiles that are possible. */
    public List<String> profileNames() {
        return byName.values().stream()
                .filter(situation -> situation instanceof Profile profile && profile.possible())
                .map(Situation::name)
                .toList();
    }

    /** The names of the transitions. */
    public List<String> transitionNames() {
        return byName.values().stream()
                .filter(Transition.class::isInstance)
                .map(Situation::name)
                .toList();
    }

    /**
     * The one of this name.
     *
     * @throws UnknownSituationException if there is none; it says which there are
     */
    public Situation get(String name) {
        var found = byName.get(name);
        if (found == null) {
            throw new UnknownSituationException(
                    "There is no network '" + name + "'. " + NearestWord.advice(name, byName.keySet()));
        }
        return found;
    }

    private static void checkProfile(Words words, Consumer<Problem> problems) {
        Struct road = new Struct(
                "road",
                "one direction, such as {rate: 97, delay: 100ms}",
                List.of(
                        Field.optional("rate", Types.integer(1), "Kilobytes (of 1000 bytes) per second."),
                        Field.optional("delay", Types.duration(), "How much later everything arrives, one way."),
                        Field.optional("jitter", Types.duration(), "How much more or less than that it may be."),
                        Field.optional("lost", Types.flag(), "Whether nothing arrives at all.")));
        new Struct(
                        "profile",
                        "a network, such as {title: Slow, source: measured, down: {rate: 97}}",
                        List.of(
                                Field.required("title", Types.text(), "What it is, for people."),
                                Field.required("source", Types.text(), "Where its figures come from."),
                                Field.optional("down", road, "From the server to the client."),
                                Field.optional("up", road, "From the client to the server."),
                                Field.optional("missing", Types.text(), "What cannot be had on TCP, and why."),
                                Field.optional("possible", Types.flag(), "False if nothing of it can be had.")))
                .check(words.document(), words.pointer(), problems);
    }

    private static void checkTransition(
            String name,
            Words words,
            KindFamily<Change> changes,
            Map<String, Words> profiles,
            Consumer<Problem> problems) {
        new Struct(
                        "transition",
                        "a transition, such as {title: Tunnel, source: life, steps: [stall]}",
                        List.of(
                                Field.required("title", Types.text(), "What it is, for people."),
                                Field.required("source", Types.text(), "Where its story comes from."),
                                Field.required("steps", Types.listOf(changes), "What happens, one after the other.")))
                .check(words.document(), words.pointer(), problems);
        if (profiles.containsKey(name)) {
            problems.accept(new Problem(
                    words.document().locateKey(words.pointer()),
                    "A profile is called '" + name + "' already.",
                    "Give the transition another name."));
        }
    }

    private static Profile profile(String name, Words words) {
        return new Profile(
                name,
                words.child("title").text(),
                words.child("source").text(),
                road(words, "down"),
                road(words, "up"),
                words.text("missing"),
                words.flag("possible", true));
    }

    private static Profile.Road road(Words profile, String direction) {
        if (!profile.has(direction)) {
            return Profile.Road.FREE;
        }
        var road = profile.child(direction);
        var rate = road.integer("rate");
        return new Profile.Road(
                rate.isPresent() ? Optional.of(rate.getAsInt()) : Optional.empty(),
                road.duration("delay").orElse(Duration.ZERO),
                road.duration("jitter").orElse(Duration.ZERO),
                road.flag("lost", false));
    }

    private static Transition transition(String name, Words words, KindFamily<Change> changes) {
        var steps = words.list("steps").stream()
                .map(step -> new Transition.Step(step.duration("after").orElse(Duration.ZERO), changes.read(step)))
                .toList();
        return new Transition(
                name, words.child("title").text(), words.child("source").text(), steps);
    }
}
