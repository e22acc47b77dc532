package dev.understudy.conformance.cli;

import dev.understudy.conformance.Shard;
import dev.understudy.conformance.SuiteSettings;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say how much of a run to do, and how often. */
final class RunOptions {
    private static final int MOST_RUNS = 1000;
    private static final double MOST_PATIENCE = 100;

    @Option(
            names = "--shard",
            paramLabel = "K/N",
            converter = ShardConverter.class,
            description = "Only the K-th of N parts of the cases; 'merge' joins the reports.")
    Shard shard = Shard.WHOLE;

    @Option(names = "--repeat", paramLabel = "N", description = "Run each case so often. A rule broken once is broken.")
    int repeat = 1;

    @Option(names = "--level", paramLabel = "must|should|all", description = "Which rules are judged. Default: all.")
    SuiteSettings.Level level = SuiteSettings.Level.ALL;

    @Option(
            names = "--time-scale",
            paramLabel = "X",
            description =
                    "So many times our patience, for a slow machine or target. What it promises is judged as it is.")
    double timeScale = 1;

    /** What is wrong with them. */
    Optional<String> problem() {
        if (repeat < 1 || repeat > MOST_RUNS) {
            return Optional.of("--repeat is " + repeat + "; it must be from 1 to " + MOST_RUNS + ".");
        }
        return timeScale > 0 && timeScale <= MOST_PATIENCE
                ? Optional.empty()
                : Optional.of("--time-scale is " + timeScale + "; it must be above 0, and at most 100.");
    }

    /** Reads {@code 2/5}. */
    static final class ShardConverter implements ITypeConverter<Shard> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

        @Override
        public Shard convert(String text) {
            var found = FORM.matcher(text);
            if (found.matches()) {
                int number = Integer.parseInt(found.group(1));
                int count = Integer.parseInt(found.group(2));
                if (number >= 1 && number <= count) {
                    return new Shard(number, count);
                }
            }
            throw new TypeConversionException(
                    "'" + text + "' is no shard. Write K/N with K from 1 to N, for example 2/5.");
        }
    }
}
