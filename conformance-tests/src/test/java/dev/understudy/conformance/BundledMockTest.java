package dev.understudy.conformance;

import dev.understudy.verdict.Slo;
import dev.understudy.verdict.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The suite against the mock server that comes with it: all that a server must and should do, by the embedded fault proxy, which can do
 * all that the network's stories want. How fast it is on a machine that does other things, too, is not its own doing, so the limits are
 * wide; that narrow ones are noticed is for the mutants to show.
 */
class BundledMockTest extends JobApiConformance {
    private static final Duration WIDE = Duration.ofSeconds(10);
    private static final double PATIENCE = 3;

    @Override
    protected TargetProfile profile() {
        var mock = ProfileReader.bundledMock();
        var terms = mock.terms();
        var slo = new Slo(1, WIDE, WIDE, WIDE, WIDE, "id");
        return new TargetProfile(
                        mock.name(),
                        mock.baseUrl(),
                        mock.contract(),
                        mock.pipelines(),
                        new Terms(
                                terms.heartbeat(),
                                terms.resultsTtl(),
                                terms.idsRise(),
                                terms.closeWithin(),
                                terms.waived(),
                                slo),
                        mock.longestJob(),
                        mock.origin(),
                        mock.jobs(),
                        mock.conditions())
                .patient(PATIENCE);
    }

    @Override
    protected SuiteSettings settings(TargetProfile profile) {
        return new SuiteSettings(List.of(), 12, 1, Optional.of("embedded"));
    }
}
