package dev.understudy.conformance;

import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The suite as a test class: {@code class OurBackend extends JobApiConformance {}}.
 *
 * <p>The target is the profile in the file that the environment variable {@code UNDERSTUDY_PROFILE} names, or the address in
 * {@code UNDERSTUDY_BASE_URL}, or else the bundled mock server; override {@link #profile} to say it in Java. One test for each
 * rule; a rule that could not be tested is an aborted test that says why.
 */
public abstract class JobApiConformance {
    /** Which target, and what the suite has to know about it. */
    protected TargetProfile profile() {
        var file = System.getenv("UNDERSTUDY_PROFILE");
        if (file != null) {
            return ProfileReader.read(Path.of(file));
        }
        var url = System.getenv("UNDERSTUDY_BASE_URL");
        return url == null ? ProfileReader.bundledMock() : ProfileReader.unknownTarget(URI.create(url));
    }

    /** How the run is set; everything, with the fault proxy that is there, unless told otherwise. */
    protected SuiteSettings settings(TargetProfile profile) {
        return SuiteSettings.defaults().together(SuiteSettings.casesAtATime(profile));
    }

    /** Runs the suite, and gives its verdict on each rule. */
    @TestFactory
    final Stream<DynamicTest> conformance() throws InterruptedException {
        var profile = profile();
        return run(profile).rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.rule().id() + " " + rule.rule().text(), () -> assertHolds(rule)));
    }

    private SuiteResult run(TargetProfile profile) throws InterruptedException {
        if (BundledMock.isMeantBy(profile)) {
            try (var mock = BundledMock.start(profile)) {
                return new Suite(profile.at(mock.baseUri()), settings(profile)).run();
            }
        }
        return new Suite(profile, settings(profile)).run();
    }

    private static void assertHolds(RuleResult rule) {
        switch (rule.outcome()) {
            case PASS, WARN -> {
                // A SHOULD that was not kept is in the report, and breaks nothing.
            }
            case FAIL, ERROR, INCONCLUSIVE ->
                throw new AssertionError(rule.rule().id() + " " + rule.outcome().word() + ": " + rule.reason()
                        + "\nThe rule: " + rule.rule().text() + "\nSource: "
                        + rule.rule().source() + "\nSeen:\n  "
                        + String.join("\n  ", rule.evidence()));
            case NOT_TESTED, NOT_OBSERVED, NOT_APPLICABLE -> Assumptions.abort(rule.reason());
        }
    }
}
