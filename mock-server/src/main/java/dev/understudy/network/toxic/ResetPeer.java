package dev.understudy.network.toxic;

import java.util.List;
import java.util.random.RandomGenerator;

/** Swallows the first data, or the end, and ends the connection so long after it. */
final class ResetPeer implements ToxicKind {
    @Override
    public String type() {
        return "reset_peer";
    }

    @Override
    public List<String> attributes() {
        return List.of("timeout");
    }

    @Override
    public boolean connectionsEndWithReset() {
        return true;
    }

    @Override
    public Flow meet(Settings settings, RandomGenerator random) {
        return new Flow() {
            private boolean lit;
            private long endsAt;

            /** A fuse that burns goes on burning when a neighbour changes. */
            @Override
            public void start(Passage passage) {
                if (lit) {
                    passage.pause(endsAt - passage.now(), passage::end);
                }
            }

            @Override
            public void take(Chunk chunk, Passage passage) {
                light(passage);
            }

            @Override
            public void finish(Passage passage) {
                light(passage);
            }

            private void light(Passage passage) {
                lit = true;
                long nanos = settings.millis("timeout");
                endsAt = passage.now() + nanos;
                passage.pause(nanos, passage::end);
            }
        };
    }
}
