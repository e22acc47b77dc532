package dev.understudy.network.differential;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the tests of a class once with each server, and gives each test a proxy {@code p} to a server of its own. */
@ParameterizedClass
@EnumSource(Target.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryTarget {
    @Parameter
    Target target = Target.EMBEDDED;

    private Target.Running server = new Target.Running(URI.create("http://none"), () -> {});
    private @Nullable Road road;

    @BeforeParameterizedClassInvocation
    void startServer() {
        server = target.start();
    }

    @AfterParameterizedClassInvocation
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void openRoad() throws IOException {
        road = Road.through(api());
    }

    @AfterEach
    void closeRoad() throws IOException {
        road().close();
        api().clear();
    }

    Api api() {
        return server.api();
    }

    URI uri() {
        return server.uri();
    }

    Road road() {
        return Objects.requireNonNull(road, "there is one in each test");
    }
}
