package dev.understudy.bench;

import java.io.IOException;

/** From the start of the process to the line that says that it is ready. */
record ColdStart() implements Trial {
    @Override
    public String name() {
        return "cold start";
    }

    @Override
    public void run(Contender contender, Figures figures) throws IOException {
        try (var server = contender.startWithoutWork()) {
            figures.add(name(), "ready, s", contender, server.startedWithin().toNanos() / 1e9);
        }
    }
}
