package dev.understudy.network.toxic;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Each chunk arrives later, counted from when it was received; the order stays. The end is not delayed. */
final class Latency implements ToxicKind {
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public String type() {
        return "latency";
    }

    @Override
    public List<String> attributes() {
        return List.of("latency", "jitter");
    }

    /** So many can be on their way at once, or a long delay would also be a narrow road. */
    @Override
    public int bufferedChunks() {
        return 1024;
    }

    @Override
    public Flow meet(Settings settings, RandomGenerator random) {
        return new Delay(settings, random);
    }

    private static final class Delay implements Flow {
        private final Settings settings;
        private final RandomGenerator random;
        private @Nullable Chunk held;

        Delay(Settings settings, RandomGenerator random) {
            this.settings = settings;
            this.random = random;
        }

        @Override
        public void take(Chunk chunk, Passage passage) {
            long delay = delayNanos();
            long left = delay == Long.MAX_VALUE ? delay : delay - (passage.now() - chunk.nanos());
            held = chunk;
            passage.pause(left, () -> {
                held = null;
                passage.emit(chunk.at(chunk.nanos() + left));
            });
        }

        @Override
        public void interrupt(Passage passage) {
            if (held != null) {
                passage.emit(held);
                held = null;
            }
        }

        private long delayNanos() {
            long jitter = settings.get("jitter");
            long millis = settings.get("latency");
            // Twice the jitter must be a number: the original ends its process where it is not.
            if (jitter > 0 && jitter <= Long.MAX_VALUE / 4) {
                millis += random.nextLong(jitter * 2) - jitter;
            }
            return Settings.times(millis, NANOS_PER_MILLI);
        }
    }
}
