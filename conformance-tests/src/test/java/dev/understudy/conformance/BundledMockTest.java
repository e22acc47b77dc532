package dev.understudy.conformance;

import java.util.List;
import java.util.Optional;

/** The suite against the mock server that comes with it; by the embedded fault proxy, which can do all that the network's stories want. */
class BundledMockTest extends JobApiConformance {
    @Override
    protected SuiteSettings settings() {
        return new SuiteSettings(List.of(), 4, 1, Optional.of("embedded"));
    }
}
