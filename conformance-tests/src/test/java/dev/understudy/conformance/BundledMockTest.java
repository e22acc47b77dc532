package dev.understudy.conformance;

import java.util.List;
import java.util.Optional;

/**
 * The suite against the mock server that comes with it, on all that a server must do; by the embedded fault proxy, which can do all
 * that the network's stories want. How fast it is, it does not promise, so what it should do is for its mutants to show.
 */
class BundledMockTest extends JobApiConformance {
    @Override
    protected SuiteSettings settings() {
        return new SuiteSettings(List.of(), 4, 1, Optional.of("embedded"))
                .with(1, Shard.WHOLE, SuiteSettings.Level.MUST);
    }
}
