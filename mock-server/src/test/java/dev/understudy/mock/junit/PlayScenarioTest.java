package dev.understudy.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.session.MockSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The extension, in runs of JUnit within this one. */
class PlayScenarioTest {
    private static final List<URI> SEEN = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    /** Most of the classes here fail on purpose: nobody but this test shall run them. */
    static final class OnlyInside implements ExecutionCondition {
        static final String INSIDE = "understudy.inside";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(INSIDE).isPresent()
                    ? ConditionEvaluationResult.enabled("a test runs it")
                    : ConditionEvaluationResult.disabled("it is an example in a test");
        }
    }

    private static TestExecutionSummary run(Class<?> tests, String... parameters) {
        var request = LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(tests));
        request.configurationParameter(OnlyInside.INSIDE, "true");
        // An engine within an engine cannot lend threads of the outer one.
        request.configurationParameter("junit.jupiter.execution.parallel.enabled", "false");
        for (int i = 0; i < parameters.length; i += 2) {
            request.configurationParameter(parameters[i], parameters[i + 1]);
        }
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), summary);
        return summary.getSummary();
    }

    private static Throwable failure(Class<?> tests, String... parameters) {
        var failures = run(tests, parameters).getFailures();
        assertThat(failures).hasSize(1);
        return failures.get(0).getException();
    }

    private static void askStatus(MockSession mock, String job) throws IOException {
        assertThat(new Client(mock.baseUri()).get("/api/v2/imports/" + job).status())
                .isEqualTo(200);
    }

    @ExtendWith(OnlyInside.class)
    @PlayScenario(value = "happy-path", judged = false)
    static class OnAClass {
        private final List<MockSession> given = new CopyOnWriteArrayList<>();

        @BeforeEach
        void begin(MockSession mock) {
            given.add(mock);
            SEEN.add(mock.baseUri());
        }

        @RepeatedTest(2)
        void repeated(MockSession mock) {
            assertThat(given).containsExactly(mock);
            assertThat(mock.run().settings().scenario()).isEqualTo("happy-path");
        }

        @Test
        @PlayScenario(value = "silence", speed = 7, judged = false)
        void nearest_wins(MockSession mock) {
            assertThat(mock.run().settings().scenario()).isEqualTo("silence");
            assertThat(mock.run().settings().speed()).isEqualTo(7);
        }

        @Nested
        class Within {
            @Test
            void inherits(MockSession mock) {
                assertThat(mock.run().settings().scenario()).isEqualTo("happy-path");
            }
        }
    }

    @Test
    void each_test_has_a_session_of_its_own_and_the_nearest_annotation_holds() {
        SEEN.clear();

        var summary = run(OnAClass.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(4);
        assertThat(SEEN).hasSize(4).doesNotHaveDuplicates();
    }

    @ExtendWith(OnlyInside.class)
    static class LeavesAfterOneLook {
        @Test
        @PlayScenario(value = "reset-mid-event", waitSeconds = 0)
        void test(MockSession mock) throws IOException {
            try (var stream = new Client(mock.baseUri()).stream("/api/v2/imports/reset-mid-event/stream")) {
                stream.ending();
            }
            try (var stream = new Client(mock.baseUri()).stream("/api/v2/imports/reset-mid-event/stream")) {
                stream.ending();
            }
        }
    }

    @Test
    void a_client_that_breaks_a_rule_fails_its_test_and_the_message_reads_like_a_report() {
        assertThat(failure(LeavesAfterOneLook.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("\nreset-mid-event: fail (yardstick whatwg)\n")
                .hasMessageContaining("fail CLIENT-WAITS (must)")
                .hasMessageContaining("Its journal:\n")
                .hasMessageContaining("#1 GET /api/v2/imports/reset-mid-event/stream\n")
                .hasMessageContaining("#1 event initialized, id ");
    }

    @ExtendWith(OnlyInside.class)
    static class NeverAsks {
        @Test
        @PlayScenario(value = "happy-path", waitSeconds = 0)
        void test() {}
    }

    @Test
    void a_client_that_never_came_has_not_passed() {
        assertThat(failure(NeverAsks.class))
                .hasMessageContaining("did the client reach this server?")
                .hasMessageEndingWith("Its journal is empty: no request came.");
    }

    @ExtendWith(OnlyInside.class)
    static class FailsByItself {
        @Test
        @PlayScenario("happy-path")
        void test(MockSession mock) throws IOException {
            askStatus(mock, "happy-path");
            throw new IllegalStateException("the client's own bug");
        }
    }

    @Test
    void a_test_that_fails_by_itself_carries_what_the_mock_saw() {
        var failure = failure(FailsByItself.class);

        assertThat(failure).hasMessage("the client's own bug");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0])
                .isInstanceOf(WhatTheMockSaw.class)
                .hasMessageStartingWith("happy-path was played. Its journal:\n")
                .hasMessageContaining("#1 GET /api/v2/imports/happy-path\n")
                .hasMessageContaining("#1 answered 200");
    }

    @ExtendWith(OnlyInside.class)
    static class GivesUp {
        @Test
        @PlayScenario("happy-path")
        void test() {
            Assumptions.abort("not on this machine");
        }
    }

    @Test
    void a_test_that_was_aborted_is_not_judged() {
        var summary = run(GivesUp.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsAbortedCount()).isEqualTo(1);
    }

    @ExtendWith(OnlyInside.class)
    static class Misspelt {
        @Test
        @PlayScenario("hapy-path")
        void test() {}
    }

    @ExtendWith(OnlyInside.class)
    static class TooFast {
        @Test
        @PlayScenario(value = "happy-path", speed = -1)
        void test() {}
    }

    @ExtendWith(OnlyInside.class)
    @ExtendWith(PlayScenarioExtension.class)
    static class NamesNone {
        @Test
        void test() {}
    }

    @Test
    void what_cannot_be_played_is_named_with_its_place_and_a_way_out() {
        assertThat(failure(Misspelt.class))
                .hasMessageStartingWith("@PlayScenario(\"hapy-path\") of " + Misspelt.class.getName()
                        + "#test: There is no scenario 'hapy-path'. Did you mean 'happy-path'?");
        assertThat(failure(TooFast.class))
                .hasMessageEndingWith("The speed is -1.0; it must be above 0 and at most 1000000.");
        assertThat(failure(NamesNone.class))
                .hasMessage(
                        NamesNone.class.getName() + "#test names no scenario. Write @PlayScenario(\"happy-path\") on it"
                                + " or on its class, instead of @ExtendWith.");
    }

    @ExtendWith(OnlyInside.class)
    @PlayScenario("happy-path")
    static class WantsAServer {
        @Test
        void test(MockServer mock) {
            SEEN.add(mock.baseUri());
        }
    }

    @ExtendWith(OnlyInside.class)
    @PlayScenario("happy-path")
    static class WantsItTooEarly {
        WantsItTooEarly(MockSession mock) {
            SEEN.add(mock.baseUri());
        }

        @Test
        void test() {}
    }

    @Test
    void what_cannot_be_injected_says_what_can() {
        assertThat(failure(WantsAServer.class))
                .hasMessage(
                        "A test has a session of its own on a server that others use too: take a MockSession instead of a"
                                + " MockServer, or start a server with MockServer.play.");
        assertThat(failure(WantsItTooEarly.class))
                .hasMessage(
                        "A MockSession begins with each test: take it as a parameter of the test or of @BeforeEach, not of"
                                + " a constructor or of @BeforeAll.");
    }

    @ExtendWith(OnlyInside.class)
    @PlayScenario(value = "of-my-own", judged = false)
    static class OfMyOwn {
        @Test
        void test(MockSession mock) throws IOException {
            askStatus(mock, "of-my-own");
        }
    }

    @Test
    void scenarios_of_ones_own_come_from_the_folders_of_a_configuration_parameter() throws IOException {
        Files.writeString(folder.resolve("of-my-own.yaml"), "id: of-my-own\ntitle: One of my own\nabout: x\n");

        var summary = run(OfMyOwn.class, PlayScenarioExtension.FOLDERS, folder.toString());

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }
}
