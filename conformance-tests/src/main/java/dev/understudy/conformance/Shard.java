package dev.understudy.conformance;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A part of the cases, for one of several machines. Which case belongs to which depends on its name alone.
 *
 * @param number from 1
 */
public record Shard(int number, int count) {
    /** Everything in one. */
    public static final Shard WHOLE = new Shard(1, 1);

    public Shard {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("There is no shard " + number + " of " + count + ".");
        }
    }

    /** Whether this machine runs the case. */
    public boolean has(String caseName) {
        var sum = new CRC32();
        sum.update(caseName.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % count == number - 1;
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
