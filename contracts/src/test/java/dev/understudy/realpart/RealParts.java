package dev.understudy.realpart;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The real programs and packages of this machine.
 *
 * <p>A test that needs one asks for it first. If it is not there the test is skipped and says what was missing; where
 * {@value #REQUIRE} is {@code true} (as in {@code .ci/run}) it fails instead, for a run that skipped everything proves nothing.
 */
public final class RealParts {
    /** The environment variable that makes a missing part a failure. */
    public static final String REQUIRE = "UNDERSTUDY_REQUIRE_REAL_PARTS";

    private final List<Path> searchPath;
    private final boolean required;

    RealParts(List<Path> searchPath, boolean required) {
        this.searchPath = List.copyOf(searchPath);
        this.required = required;
    }

    /** What this machine has, and what its environment asks for. */
    public static RealParts here() {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        var folders = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
        return new RealParts(folders, Boolean.parseBoolean(System.getenv(REQUIRE)));
    }

    /** Where this program is, from the folders of {@code PATH}; ends the test if it is nowhere. */
    public Path program(String name, String howToGetIt) {
        return searchPath.stream()
                .flatMap(folder -> Stream.of(folder.resolve(name), folder.resolve(name + ".exe")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElseGet(() -> endTest("There is no '" + name + "' on the PATH. " + howToGetIt));
    }

    /** The same file or folder; ends the test if it is not there. */
    public Path existing(Path place, String howToGetIt) {
        return Files.exists(place)
                ? place
                : endTest("There is no " + place.toAbsolutePath().normalize() + ". " + howToGetIt);
    }

    private Path endTest(String why) {
        return required
                ? Assertions.fail(why + " (" + REQUIRE + " is set, so that this test may not be skipped.)")
                : Assumptions.abort(why);
    }
}
