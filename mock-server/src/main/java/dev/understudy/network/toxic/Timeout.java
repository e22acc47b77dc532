package dev.understudy.network.toxic;

import java.util.List;
import java.util.random.RandomGenerator;

/** Swallows all data, and ends the connection after so long without any; never if the time is 0. */
final class Timeout implements ToxicKind {
    @Override
    public String type() {
        return "timeout";
    }

    @Override
    public List<String> attributes() {
        return List.of("timeout");
    }

    /** A stream with a hole in it must not go on. */
    @Override
    public boolean removalEndsConnections() {
        return true;
    }

    @Override
    public Flow meet(Settings settings, RandomGenerator random) {
        return new Flow() {
            @Override
            public void start(Passage passage) {
                if (settings.get("timeout") > 0) {
                    passage.alarm(settings.millis("timeout"), passage::end);
                }
            }

            @Override
            public void take(Chunk chunk, Passage passage) {
                start(passage);
            }
        };
    }
}
