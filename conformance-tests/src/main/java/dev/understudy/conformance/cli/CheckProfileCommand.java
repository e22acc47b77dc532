package dev.understudy.conformance.cli;

import dev.understudy.conformance.Catalog;
import dev.understudy.conformance.ProfileReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a profile, and says what it leaves untested. */
@Command(
        name = "check-profile",
        description = "Check a profile, and say which cases it leaves untested, and why.",
        mixinStandardHelpOptions = true)
final class CheckProfileCommand implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Parameters(paramLabel = "FILE", description = "The profile.")
    Path file = Path.of("profile.yaml");

    @Override
    public Integer call() {
        var profile = ProfileReader.read(file);
        var gaps = Catalog.of(profile.contract()).gaps(profile);
        console.print(words(file, gaps));
        return 0;
    }

    private static String words(Path file, List<Catalog.Gap> gaps) {
        if (gaps.isEmpty()) {
            return file + " is in order. Every case can run.";
        }
        var text = new StringBuilder(file + " is in order. These cases cannot run:");
        gaps.forEach(gap -> text.append(System.lineSeparator())
                .append("  ")
                .append(gap.id())
                .append(": ")
                .append(gap.why())
                .append(System.lineSeparator())
                .append("    leaves open: ")
                .append(String.join(", ", gap.proves())));
        return text.toString();
    }
}
