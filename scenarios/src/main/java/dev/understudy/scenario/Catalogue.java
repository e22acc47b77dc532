package dev.understudy.scenario;

import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Location;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The scenarios that can be played, by id.
 *
 * <p>The bundled ones are read when they are asked for: the build has checked them all, and starting must be quick. Those of a
 * person's own folders are read and checked at once. Safe for any number of threads.
 */
public final class Catalogue {
    private static final Comparator<Scenario> BY_GROUP =
            Comparator.comparing(Scenario::group).thenComparing(Scenario::id);

    private final ScenarioReader reader;
    private final List<Path> folders;
    private final Map<String, ScenarioFile> files;
    private final List<Problem> problems;
    private final Map<String, Scenario> read = new ConcurrentHashMap<>();

    private Catalogue(
            ScenarioReader reader, List<Path> folders, Map<String, ScenarioFile> files, List<Problem> problems) {
        this.reader = reader;
        this.folders = List.copyOf(folders);
        this.files = Collections.unmodifiableMap(files);
        this.problems = Collections.unmodifiableList(problems);
    }

    /** The bundled scenarios of the reader's contract alone. */
    public static Catalogue bundled(ScenarioReader reader) {
        return new Catalogue(reader, List.of(), fitting(reader), List.of());
    }

    /**
     * The bundled scenarios of the reader's contract and those of these folders; one of a folder's with the id of a bundled one stands in its place.
     *
     * @param skipBroken leave broken files out instead of refusing them all
     * @throws InvalidDocumentException with the problems of all broken files, unless they are skipped
     * @throws CatalogueException if a folder is not there
     */
    public static Catalogue with(ScenarioReader reader, List<Path> folders, boolean skipBroken) {
        var files = fitting(reader);
        var problems = new ArrayList<Problem>();
        var catalogue = new Catalogue(reader, folders, files, problems);
        var own = new LinkedHashMap<String, Location>();
        for (var folder : folders) {
            for (var file : ScenarioFile.in(folder)) {
                catalogue.admit(file, files, own, problems);
            }
        }
        if (!problems.isEmpty() && !skipBroken) {
            throw new InvalidDocumentException(problems);
        }
        return catalogue;
    }

    /** Whether there are files that somebody may change. */
    public boolean hasFolders() {
        return !folders.isEmpty();
    }

    /** What was wrong with files of the folders that were left out. */
    public List<Problem> problems() {
        return problems;
    }

    /** Folders in which there is no scenario file at all. */
    public List<Path> emptyFolders() {
        return folders.stream()
                .filter(folder -> ScenarioFile.in(folder).isEmpty())
                .toList();
    }

    /** A text that is another one when a file of the folders has been changed, added or taken away. */
    public String fingerprint() {
        return folders.stream().map(ScenarioFile::fingerprint).collect(Collectors.joining("\n"));
    }

    /**
     * The scenarios as the files of the folders are now; a file that cannot be read any more stays as it was.
     *
     * @return a new catalogue, and what is broken
     */
    public Rereading reread() {
        var files = fitting(reader);
        var problems = new ArrayList<Problem>();
        var next = new Catalogue(reader, folders, files, problems);
        var own = new LinkedHashMap<String, Location>();
        for (var folder : folders) {
            try {
                for (var file : ScenarioFile.in(folder)) {
                    int before = problems.size();
                    next.admit(file, files, own, problems);
                    if (problems.size() > before) {
                        keep(file, next, files, own);
                    }
                }
            } catch (CatalogueException e) {
                return new Rereading(
                        this,
                        List.of(new Problem(
                                new Location(folder.toString(), 1, 1), String.valueOf(e.getMessage()), "")));
            }
        }
        return new Rereading(next, problems);
    }

    /**
     * What reading the folders once more came to.
     *
     * @param problems of files that were kept as they were, or were never read
     */
    public record Rereading(Catalogue catalogue, List<Problem> problems) {
        public Rereading {
            problems = List.copyOf(problems);
        }
    }

    /** Gives the next catalogue what this one has read from a file that is broken now. */
    private void keep(ScenarioFile broken, Catalogue next, Map<String, ScenarioFile> all, Map<String, Location> own) {
        files.forEach((id, file) -> {
            var known = read.get(id);
            if (file.path().equals(broken.path()) && known != null && !own.containsKey(id)) {
                all.put(id, file);
                next.read.put(id, known);
                own.put(id, new Location(file.path(), 1, 1));
            }
        });
    }

    private void admit(
            ScenarioFile file, Map<String, ScenarioFile> all, Map<String, Location> own, List<Problem> problems) {
        try {
            var scenario = file.read(reader);
            var first = own.putIfAbsent(scenario.id(), new Location(file.path(), 1, 1));
            if (first != null) {
                problems.add(new Problem(
                        new Location(file.path(), 1, 1),
                        "The id '" + scenario.id() + "' is taken by " + first.file() + ".",
                        "Give it another id, and the file the same name."));
                return;
            }
            all.put(scenario.id(), file);
            read.put(scenario.id(), scenario);
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
        }
    }

    /** The bundled files for a contract. For a person's own, those that happen to fit it, for which all have to be read. */
    private static Map<String, ScenarioFile> fitting(ScenarioReader reader) {
        var name = reader.contract().name();
        var files = byId(ScenarioFile.bundled(name));
        if (!ScenarioFile.isBundledFor(name)) {
            files.values().removeIf(file -> !file.fits(reader));
        }
        return files;
    }

    private static Map<String, ScenarioFile> byId(List<ScenarioFile> files) {
        var map = new TreeMap<String, ScenarioFile>();
        files.forEach(file -> map.put(file.id(), file));
        return map;
    }

    /** The ids of all scenarios, in order. Mutants, which break a rule each, can be played but are not counted. */
    public Collection<String> ids() {
        return files.values().stream()
                .filter(file -> !file.isMutant())
                .map(ScenarioFile::id)
                .toList();
    }

    /** The mutants: scenarios in which the server breaks one rule, read, by id. */
    public List<Scenario> mutants() {
        return files.values().stream()
                .filter(ScenarioFile::isMutant)
                .map(file -> get(file.id()))
                .toList();
    }

    /** The scenario with this id; empty if there is none. */
    public Optional<Scenario> find(String id) {
        var file = files.get(id);
        return file == null ? Optional.empty() : Optional.of(read.computeIfAbsent(id, key -> file.read(reader)));
    }

    /**
     * The scenario with this id.
     *
     * @throws CatalogueException if there is none; names the nearest
     */
    public Scenario get(String id) {
        return find(id).orElseThrow(() -> new CatalogueException("There is no scenario '" + id + "'. "
                + NearestWord.to(id, ids())
                        .map(near -> "Did you mean '" + near + "'? ")
                        .orElse("")
                + "The command 'list' shows all " + ids().size() + "."));
    }

    /** All scenarios, read, by group and then by id. */
    public List<Scenario> all() {
        return ids().stream().map(this::get).sorted(BY_GROUP).toList();
    }

    /** The scenarios that say what the network does, by group and then by id. Reads no bundled one beside these. */
    public List<Scenario> networkStories() {
        return files.values().stream()
                .filter(file -> !file.isMutant() && file.mayHave("network"))
                .map(file -> get(file.id()))
                .filter(scenario -> !scenario.network().isEmpty())
                .sorted(BY_GROUP)
                .toList();
    }
}
