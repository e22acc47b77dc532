package dev.understudy.conformance.report;

import dev.understudy.conformance.ProfileReader;
import dev.understudy.conformance.Shard;
import dev.understudy.conformance.Suite;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.conformance.TargetProfile;
import dev.understudy.mock.MockServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of the suite against mocks, written down. */
final class RecordedRuns {
    private RecordedRuns() {}

    /** A few cases against this scenario of the mock. */
    static Report of(String scenario, Path folder, SuiteSettings settings, Baseline baseline) throws Exception {
        try (var mock = MockServer.play(scenario)) {
            return of(profile(scenario).at(mock.baseUri()), folder, settings, baseline);
        }
    }

    static Report of(TargetProfile target, Path folder, SuiteSettings settings, Baseline baseline) throws Exception {
        var suite = new Suite(target, settings);
        var recorder = new RunRecorder(suite, baseline, Optional.of(new ReportFolder(folder)), result -> {});
        return recorder.finish(suite.heardBy(recorder).run());
    }

    /** A target whose jobs are all of the scenario that plays, with one kind of job. */
    static TargetProfile profile(String name) {
        return profile(name, Map.of());
    }

    /** A target whose jobs are in good health and take their time, whatever else plays. */
    static TargetProfile unhurried(String name) {
        return profile(name, ProfileReader.bundledMock().jobs());
    }

    private static TargetProfile profile(String name, Map<String, TargetProfile.JobKind> jobs) {
        var mock = ProfileReader.bundledMock();
        return new TargetProfile(
                name,
                mock.baseUrl(),
                mock.contract(),
                List.of("imports"),
                mock.terms(),
                mock.longestJob(),
                Optional.empty(),
                jobs);
    }

    static SuiteSettings only(String... names) {
        return new SuiteSettings(List.of(names), 4, 1, Optional.of("none"));
    }

    static SuiteSettings shard(int number, int count, String... names) {
        return only(names).with(1, new Shard(number, count), SuiteSettings.Level.ALL);
    }
}
