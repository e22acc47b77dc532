package dev.understudy.network.toxic;

import java.util.List;
import java.util.random.RandomGenerator;

/** Passes everything on. */
final class Noop implements ToxicKind {
    @Override
    public String type() {
        return "noop";
    }

    @Override
    public List<String> attributes() {
        return List.of();
    }

    @Override
    public Flow meet(Settings settings, RandomGenerator random) {
        return (chunk, passage) -> passage.emit(chunk);
    }
}
