package dev.understudy.network.toxic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Cuts chunks into small ones, with a time after each.
 *
 * <p>Sizes that cannot be cut to (an average below 1, a variation below 0 or not below the average) end the original's
 * process; here they have no effect.
 */
final class Slicer implements ToxicKind {
    @Override
    public String type() {
        return "slicer";
    }

    @Override
    public List<String> attributes() {
        return List.of("average_size", "size_variation", "delay");
    }

    @Override
    public Flow meet(Settings settings, RandomGenerator random) {
        return new Slices(settings, random);
    }

    private static final class Slices implements Flow {
        private static final long NANOS_PER_MICRO = 1_000;

        private final Settings settings;
        private final RandomGenerator random;
        private final Deque<Chunk> left = new ArrayDeque<>();

        Slices(Settings settings, RandomGenerator random) {
            this.settings = settings;
            this.random = random;
        }

        @Override
        public void take(Chunk chunk, Passage passage) {
            long average = settings.get("average_size");
            long variation = settings.get("size_variation");
            if (average < 1 || variation < 0 || variation > average) {
                passage.emit(chunk);
                return;
            }
            cut(chunk, average, variation);
            next(passage);
        }

        /** Halves about the middle until every piece is small enough. */
        private void cut(Chunk chunk, long average, long variation) {
            if (chunk.length() - average <= variation) {
                left.add(chunk);
                return;
            }
            long middle = chunk.length() / 2;
            if (variation > 0) {
                middle += random.nextLong(variation * 2) - variation;
            }
            // A piece of nothing would be cut for ever.
            int at = (int) Math.max(1, Math.min(chunk.length() - 1, middle));
            cut(chunk.part(0, at), average, variation);
            cut(chunk.rest(at), average, variation);
        }

        private void next(Passage passage) {
            var piece = left.poll();
            if (piece != null) {
                passage.emit(piece);
                passage.pause(Settings.times(settings.get("delay"), NANOS_PER_MICRO), () -> next(passage));
            }
        }

        /** The rest leaves in one piece, as with the original. */
        @Override
        public void interrupt(Passage passage) {
            if (!left.isEmpty()) {
                passage.emit(Chunk.joined(left));
                left.clear();
            }
        }
    }
}
