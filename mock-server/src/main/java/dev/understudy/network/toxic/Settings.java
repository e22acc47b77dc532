package dev.understudy.network.toxic;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attributes of one toxic, all 0 at first. Their flows read them live. Belongs to the engine's thread. */
public final class Settings {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Map<String, Long> values = new LinkedHashMap<>();

    public Settings(List<String> names) {
        names.forEach(name -> values.put(name, 0L));
    }

    public long get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no attribute '" + name + "'; there are " + values.keySet());
        }
        return value;
    }

    public void set(String name, long value) {
        get(name);
        values.put(name, value);
    }

    /** A time in milliseconds as nanoseconds; without end if it does not fit. */
    long millis(String name) {
        return times(get(name), NANOS_PER_MILLI);
    }

    /** All of them, in their order. */
    public Map<String, Long> all() {
        return new LinkedHashMap<>(values);
    }

    /** The product, or the nearest number to it that there is. */
    static long times(long a, long b) {
        var product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        if (product.bitLength() < Long.SIZE) {
            return product.longValue();
        }
        return product.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
