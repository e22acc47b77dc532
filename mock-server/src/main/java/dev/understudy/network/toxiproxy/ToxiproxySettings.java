package dev.understudy.network.toxiproxy;

import java.util.random.RandomGenerator;

/**
 * How an embedded server is started.
 *
 * @param port 0 takes any free one
 * @param proxyMetrics whether {@code /metrics} counts bytes; without it there is no such page
 * @param random what jitter, sizes of slices and toxicity are drawn from; used by one thread
 */
public record ToxiproxySettings(String host, int port, boolean proxyMetrics, RandomGenerator random) {
    /** This machine only, no metrics, another sequence of random numbers each time. */
    public static ToxiproxySettings at(String host, int port) {
        return new ToxiproxySettings(host, port, false, RandomGenerator.getDefault());
    }

    /** The same with {@code /metrics}. */
    public ToxiproxySettings withProxyMetrics() {
        return new ToxiproxySettings(host, port, true, random);
    }

    /** The same with this source of random numbers. */
    public ToxiproxySettings withRandom(RandomGenerator source) {
        return new ToxiproxySettings(host, port, proxyMetrics, source);
    }
}
