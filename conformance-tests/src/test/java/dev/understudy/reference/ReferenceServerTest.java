package dev.understudy.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.ProfileReader;
import dev.understudy.conformance.Suite;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Correct servers that are not our mock pass the suite, however they differ: no false alarm. */
class ReferenceServerTest {
    private static final String PROFILE =
            """
            name: reference
            heartbeat: 1s
            longest-job: 20s
            jobs:
              usual: {items: 4}
              slow: {items: 8}
              failing: {headers: {X-Test: failing}}
              idle: {items: 2, headers: {X-Test: idle}}
              expiring: {items: 2, headers: {X-Test: short-lived}, results-ttl: 1s}
              limited: {items: 2, headers: {X-Test: limited}}
            """;

    @TempDir
    private Path folder;

    private SuiteResult judge(Manner manner, String profile) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("profile.yaml"), profile);
        try (var server = ReferenceServer.start(manner)) {
            var settings = new SuiteSettings(List.of(), 4, 1, Optional.of("embedded"));
            return new Suite(ProfileReader.read(file).at(server.baseUri()), settings, done -> {}).run();
        }
    }

    private static void assertPassed(SuiteResult result) {
        assertThat(result.rules().stream()
                        .filter(rule -> rule.outcome() != Outcome.PASS)
                        .map(rule -> rule.outcome().word() + " " + rule.rule().id() + ": " + rule.reason())
                        .collect(Collectors.joining("\n")))
                .isEmpty();
    }

    @Test
    void the_usual_server_passes_everything() throws Exception {
        assertPassed(judge(Manner.usual(), PROFILE));
    }
}
