package dev.understudy.conformance.cli;

import dev.understudy.conformance.Catalog;
import dev.understudy.conformance.ProfileReader;
import dev.understudy.contract.Contract;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a profile, and says what it leaves untested. */
@Command(
        name = "check-profile",
        description = "Check a profile, and say which cases it leaves untested, and why.",
        mixinStandardHelpOptions = true)
final class CheckProfileCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The profile.")
    Path file = Path.of("profile.yaml");

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        var profile = ProfileReader.read(file);
        var gaps = Catalog.gaps(profile, Contract.load(profile.contract()));
        var out = spec.commandLine().getOut();
        out.println(words(file, gaps));
        out.flush();
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
