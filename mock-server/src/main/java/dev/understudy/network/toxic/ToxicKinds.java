package dev.understudy.network.toxic;

import java.util.List;
import java.util.Optional;

/** All kinds of toxics. */
public final class ToxicKinds {
    /** Every kind there is. */
    public static final List<ToxicKind> ALL = List.of(
            new Noop(),
            new Latency(),
            new Bandwidth(),
            new SlowClose(),
            new Timeout(),
            new ResetPeer(),
            new Slicer(),
            new LimitData());

    /** What passes everything on: first in each chain, and instead of a toxic whose dice say no. */
    public static final ToxicKind NOOP = ALL.get(0);

    private ToxicKinds() {}

    public static Optional<ToxicKind> named(String type) {
        return ALL.stream().filter(kind -> kind.type().equals(type)).findFirst();
    }
}
