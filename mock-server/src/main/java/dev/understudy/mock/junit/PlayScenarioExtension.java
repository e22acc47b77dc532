package dev.understudy.mock.junit;

import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.mock.session.MockSession;
import dev.understudy.scenario.CatalogueException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Does what {@link PlayScenario} says, which brings it along.
 *
 * <p>The server lives in the store of the whole run, a session in that of its test; JUnit closes both. Safe for tests in parallel.
 */
final class PlayScenarioExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    static final String FOLDERS = "understudy.scenarios";

    private static final Namespace OURS = Namespace.create(PlayScenarioExtension.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        var wanted = wanted(test);
        var server =
                test.getRoot().getStore(OURS).computeIfAbsent(MockServer.class, type -> start(test), MockServer.class);
        try {
            var session = server.openSession(settings ->
                    settings.scenario(wanted.value()).speed(wanted.speed()).yardstick(wanted.yardstick()));
            test.getStore(OURS).put(MockSession.class, session);
        } catch (CatalogueException | IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "@PlayScenario(\"" + wanted.value() + "\") of " + name(test) + ": " + e.getMessage(), e);
        }
    }

    private static MockServer start(ExtensionContext test) {
        var folders = test.getConfigurationParameter(FOLDERS).stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
        return MockServer.start(ServerSettings.defaults().withScenarioFolders(folders, false));
    }

    /** The annotation that is nearest to the test: its own, its class's, or one of a class around that. */
    private static PlayScenario wanted(ExtensionContext test) {
        return AnnotationSupport.findAnnotation(test.getTestMethod(), PlayScenario.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        test.getRequiredTestClass(), PlayScenario.class, test.getEnclosingTestClasses()))
                .orElseThrow(
                        () -> new ExtensionConfigurationException(
                                name(test)
                                        + " names no scenario. Write @PlayScenario(\"happy-path\") on it or on its class, instead of @ExtendWith."));
    }

    private static String name(ExtensionContext test) {
        return test.getRequiredTestClass().getName() + "#"
                + test.getRequiredTestMethod().getName();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == MockSession.class || type == MockServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == MockServer.class) {
            throw new ParameterResolutionException(
                    "A test has a session of its own on a server that others use too: take a MockSession instead of a MockServer,"
                            + " or start a server with MockServer.play.");
        }
        return session(context)
                .orElseThrow(() -> new ParameterResolutionException(
                        "A MockSession begins with each test: take it as a parameter of the test or of @BeforeEach,"
                                + " not of a constructor or of @BeforeAll."));
    }

    private static Optional<MockSession> session(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(OURS).get(MockSession.class, MockSession.class));
    }

    @Override
    public void afterEach(ExtensionContext test) throws InterruptedException {
        var session = session(test);
        if (session.isEmpty()) {
            return;
        }
        var failure = test.getExecutionException();
        if (failure.isPresent()) {
            failure.get().addSuppressed(new WhatTheMockSaw(session.get()));
        } else {
            judge(wanted(test), session.get());
        }
    }

    private static void judge(PlayScenario wanted, MockSession session) throws InterruptedException {
        if (wanted.judged()) {
            var verdict = session.verdict(Duration.ofSeconds(wanted.waitSeconds()));
            if (!verdict.passed()) {
                throw new AssertionFailedError("\n" + verdict.text() + "\n\n" + JournalEnd.of(session.journal()));
            }
        }
    }
}
