package dev.understudy.bench;

import java.io.IOException;
import java.time.Duration;

/** Streams before the measured ones, so that classes are loaded and what is hot is compiled. */
final class Warmth {
    private static final int STREAMS = 200;

    private Warmth() {}

    static void bring(ServerProcess server, Work work) throws IOException {
        try (var load = new StreamLoad(server.port(), work, () -> {})) {
            load.run(STREAMS, 1000, i -> work.path("warm-" + i), Duration.ofSeconds(30));
            if (load.errors() > 0) {
                throw new IOException(load.errors() + " of " + STREAMS + " streams failed before the measurement.");
            }
        }
    }
}
