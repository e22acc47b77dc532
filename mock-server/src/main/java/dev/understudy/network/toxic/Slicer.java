package dev.understudy.network.toxic;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Cuts chunks into small ones, with a time after each.
 *
 * <p>Sizes that cannot be cut to (average and variation together below 1) end the original's process; here they have no
 * effect. A variation above the average ends it now and then; here the pieces stay within the chunk.
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
            long most = mostBytes();
            if (most < 1) {
                passage.emit(chunk);
                return;
            }
            cut(chunk, most);
            next(passage);
        }

        private long mostBytes() {
            var most = BigInteger.valueOf(settings.get("average_size"))
                    .add(BigInteger.valueOf(settings.get("size_variation")));
            return most.bitLength() < Integer.SIZE ? most.longValue() : most.signum() * (long) Integer.MAX_VALUE;
        }

        /** Halves about the middle until every piece is small enough. */
        private void cut(Chunk chunk, long most) {
            if (chunk.length() <= most) {
                left.add(chunk);
                return;
            }
            long middle = chunk.length() / 2;
            long variation = Math.min(settings.get("size_variation"), Integer.MAX_VALUE);
            if (variation > 0) {
                middle += random.nextLong(variation * 2) - variation;
            }
            // A piece of nothing would be cut for ever.
            int at = (int) Math.max(1, Math.min(chunk.length() - 1, middle));
            cut(chunk.part(0, at), most);
            cut(chunk.rest(at), most);
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
