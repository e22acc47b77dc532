package dev.understudy.network.toxic;

import java.util.List;
import java.util.random.RandomGenerator;

/** The end of the stream arrives later; data is not touched. */
final class SlowClose implements ToxicKind {
    @Override
    public String type() {
        return "slow_close";
    }

    @Override
    public List<String> attributes() {
        return List.of("delay");
    }

    @Override
    public Flow meet(Settings settings, RandomGenerator random) {
        return new Flow() {
            @Override
            public void take(Chunk chunk, Passage passage) {
                passage.emit(chunk);
            }

            @Override
            public void finish(Passage passage) {
                passage.pause(settings.millis("delay"), passage::end);
            }
        };
    }
}
