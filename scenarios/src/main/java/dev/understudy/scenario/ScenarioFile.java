package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A scenario file that can be read.
 *
 * @param path as messages call it
 * @param group the folder that it stands in
 * @param document reads and parses it
 */
record ScenarioFile(String path, String group, Supplier<YamlDocument> document) {
    private static final String ROOT = "scenarios/";

    /** The id that the file's name promises. */
    String id() {
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    }

    /** The id stands in URLs and commands, and whoever reads one there looks for a file of that name. */
    private Problem misnamed(String itsId) {
        return new Problem(
                document.get().locate("/id"),
                "The id is '" + itsId + "', and the file is called '" + id() + "'.",
                "Call the file " + itsId + ".yaml, or give it the id '" + id() + "'.");
    }

    boolean isMutant() {
        return path.contains("/mutants/");
    }

    /** The scenario in it; throws {@link InvalidDocumentException} if it is broken, or not called as the file. */
    Scenario read(ScenarioReader reader) {
        var scenario = reader.read(document.get(), group);
        if (!scenario.id().equals(id())) {
            throw new InvalidDocumentException(misnamed(scenario.id()));
        }
        return scenario;
    }

    boolean fits(ScenarioReader reader) {
        try {
            return read(reader).id().equals(id());
        } catch (InvalidDocumentException e) {
            return false;
        }
    }

    /** False if the file says nothing under this word; known without parsing a bundled one, for parsing all of them takes seconds. */
    boolean mayHave(String word) {
        return !path.startsWith(ROOT)
                || resource(path.substring(ROOT.length())).lines().anyMatch(line -> line.startsWith(word + ":"));
    }

    /**
     * All files of the catalogue and the mutants that come with this project and are about this contract, as the build listed them.
     * Those of the default contract stand in the groups themselves; every other has a folder of its own above its groups. A contract that
     * has none, such as a person's own, is taken for another form of the default one.
     */
    static List<ScenarioFile> bundled(String contract) {
        var files = resource("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.groupingBy(ScenarioFile::contract));
        return files.getOrDefault(contract, files.getOrDefault(Contract.DEFAULT, List.of())).stream()
                .map(ScenarioFile::at)
                .toList();
    }

    /** Whether there are files that were written for this contract, and checked against it. */
    static boolean isBundledFor(String contract) {
        return resource("index.txt")
                .lines()
                .anyMatch(line -> !line.isBlank() && contract(line).equals(contract));
    }

    /** Whose scenario it is: {@code catalogue/<contract>/<group>/<id>.yaml}, {@code mutants/<contract>/<id>.yaml}. */
    private static String contract(String name) {
        var folders = List.of(name.split("/"));
        int usual = folders.get(0).equals("mutants") ? 2 : 3;
        return folders.size() > usual ? folders.get(1) : Contract.DEFAULT;
    }

    private static ScenarioFile at(String name) {
        var folder = name.substring(0, name.lastIndexOf('/'));
        return new ScenarioFile(
                ROOT + name,
                folder.substring(folder.lastIndexOf('/') + 1),
                () -> YamlDocument.parse(ROOT + name, resource(name)));
    }

    /** All YAML files in a folder and its folders. */
    static List<ScenarioFile> in(Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new CatalogueException(folder + " is no folder. Give the one that it is in with --scenarios DIR.");
        }
        if (!Files.isDirectory(folder)) {
            throw new CatalogueException("The folder " + folder + " is not there. Give one with --scenarios DIR.");
        }
        return paths(folder).stream().map(ScenarioFile::of).toList();
    }

    /** When the files of a folder were changed, and how large they are. */
    static String fingerprint(Path folder) {
        try {
            return paths(folder).stream().map(ScenarioFile::mark).collect(Collectors.joining("\n"));
        } catch (CatalogueException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String mark(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) + " " + Files.size(file);
        } catch (IOException e) {
            // It went away between two looks: the next look finds that too.
            return file + " is gone";
        }
    }

    private static List<Path> paths(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new CatalogueException("The folder " + folder + " cannot be read: " + e + ".");
        }
    }

    /** A file of a person's own; its group is the folder that it is in. */
    static ScenarioFile of(Path file) {
        var parent = file.toAbsolutePath().normalize().getParent();
        var group = parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
        return new ScenarioFile(file.toString(), group, () -> YamlDocument.read(file));
    }

    private static String resource(String name) {
        try (InputStream in = ScenarioFile.class.getResourceAsStream("/" + ROOT + name)) {
            if (in == null) {
                throw new CatalogueException(ROOT + name + " is not on the class path; build the module scenarios.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
