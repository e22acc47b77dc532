package dev.understudy.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Streams before the measured ones, so that classes are loaded and what is hot is compiled: a server of tests runs for minutes, and what
 * its first seconds cost is the trial of the cold start.
 */
final class Warmth {
    private static final int STREAMS = 500;

    private Warmth() {}

    /** So many waves of 500 streams with this work. */
    static void bring(ServerProcess server, Work work, int waves) throws IOException {
        for (int wave = 0; wave < waves; wave++) {
            var prefix = "warm-" + wave + "-";
            try (var load = new StreamLoad(server.port(), work, () -> {})) {
                load.run(STREAMS, 1000, i -> work.path(prefix + i), Duration.ofSeconds(30));
                if (load.errors() > 0) {
                    throw new IOException(load.errors() + " of " + STREAMS + " streams failed before the measurement.");
                }
            }
        }
    }
}
