package dev.understudy.conformance.report;

import dev.understudy.conformance.Shard;
import dev.understudy.verdict.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was in force in a run. With it and the histories, everything can be judged again.
 *
 * @param network which fault proxy did the network's part; empty if that means nothing here
 * @param level which rules were judged
 * @param only what was selected; empty if everything was
 * @param terms what the profile promised; null where the subject is a client
 * @param baseline the failures that were expected
 */
public record Settings(
        long seed,
        String network,
        String level,
        int repeat,
        Shard shard,
        List<String> only,
        @Nullable Terms terms,
        List<Baseline.Entry> baseline) {
    public Settings {
        only = List.copyOf(only);
        baseline = List.copyOf(baseline);
    }

    /** The same for all shards together. */
    Settings whole() {
        return new Settings(seed, network, level, repeat, Shard.WHOLE, only, terms, baseline);
    }
}
