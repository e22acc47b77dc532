package dev.understudy.network.toxic;

import java.util.List;
import java.util.random.RandomGenerator;

/** Passes exactly so many bytes and then ends the connection; counts from when the two met. */
final class LimitData implements ToxicKind {
    @Override
    public String type() {
        return "limit_data";
    }

    @Override
    public List<String> attributes() {
        return List.of("bytes");
    }

    @Override
    public Flow meet(Settings settings, RandomGenerator random) {
        return new Flow() {
            private long passed;

            @Override
            public void take(Chunk chunk, Passage passage) {
                long room = Math.max(0, settings.get("bytes") - passed);
                int length = (int) Math.min(room, chunk.length());
                if (length > 0) {
                    passage.emit(chunk.part(0, length));
                    passed += length;
                }
                if (length == room) {
                    passage.end();
                }
            }
        };
    }
}
