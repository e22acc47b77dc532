package dev.understudy.mock;

import java.time.Instant;

/** Mock servers for tests. */
public final class Mocks {
    public static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Mocks() {}

    /** Settings of a server whose clock stands still until it is moved, and whose ids are the same on every run. */
    public static ServerSettings still() {
        return ServerSettings.defaults().withSpeed(1e-12).withSeed(7).withOrigin(ORIGIN);
    }

    public static MockServer still(String scenario) {
        return MockServer.start(still().withScenario(scenario));
    }
}
