package dev.understudy.network.toxic;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** So many kilobytes (of 1000) pass per second and connection; at 0 everything stands still. Below 0 it has no effect. */
final class Bandwidth implements ToxicKind {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long BEAT_NANOS = 100 * NANOS_PER_MILLI;

    @Override
    public String type() {
        return "bandwidth";
    }

    @Override
    public List<String> attributes() {
        return List.of("rate");
    }

    @Override
    public Flow meet(Settings settings, RandomGenerator random) {
        return new Limited(settings);
    }

    private static final class Limited implements Flow {
        private final Settings settings;
        private @Nullable Chunk held;
        /** How long the bytes so far should still take; below 0 after a timer that came late. */
        private long debtNanos;

        Limited(Settings settings) {
            this.settings = settings;
        }

        @Override
        public void start(Passage passage) {
            debtNanos = 0;
        }

        @Override
        public void take(Chunk chunk, Passage passage) {
            long rate = settings.get("rate");
            if (rate < 0) {
                passage.emit(chunk);
                return;
            }
            held = chunk;
            debtNanos = rate == 0 ? 0 : debtNanos + chunk.length() * NANOS_PER_MILLI / rate;
            send(chunk, Settings.times(rate, 100), passage);
        }

        private void send(Chunk chunk, long mostPerBeat, Passage passage) {
            if (mostPerBeat == 0) {
                passage.pause(Long.MAX_VALUE, () -> {});
            } else if (chunk.length() > mostPerBeat) {
                passage.pause(BEAT_NANOS, () -> sendPart(chunk, (int) mostPerBeat, passage));
            } else {
                long started = passage.now();
                passage.pause(debtNanos, () -> {
                    debtNanos -= passage.now() - started;
                    held = null;
                    passage.emit(chunk);
                });
            }
        }

        private void sendPart(Chunk chunk, int length, Passage passage) {
            var rest = chunk.rest(length);
            held = rest;
            debtNanos -= BEAT_NANOS;
            passage.emit(chunk.part(0, length));
            // The next beat starts when this part was taken.
            passage.pause(0, () -> send(rest, length, passage));
        }

        @Override
        public void interrupt(Passage passage) {
            if (held != null) {
                passage.emit(held);
                held = null;
            }
        }
    }
}
