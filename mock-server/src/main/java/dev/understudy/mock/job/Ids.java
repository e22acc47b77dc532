package dev.understudy.mock.job;

import java.util.SplittableRandom;
import java.util.UUID;

/** Makes ids and tokens; the same seed gives the same ones in the same order. Safe for any number of threads. */
public final class Ids {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final SplittableRandom random;

    public Ids(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Ten letters and digits that no other call has got. */
    public synchronized String unique() {
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** A token in the form of a UUID. */
    public synchronized String token() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
