package dev.understudy.bench;

import java.io.IOException;
import java.time.Duration;

/** So many streams that have had one event and wait for the next. */
record IdleStreams(int streams) implements Trial {
    private static final int OPENED_PER_SECOND = 2000;

    @Override
    public String name() {
        return streams + " idle";
    }

    @Override
    public void run(Contender contender, Figures figures) throws IOException {
        try (var server = contender.start()) {
            Warmth.bring(server, Work.IDLE, 1);
            server.collectGarbage();
            var peaks = new Peaks(server);
            long before = server.residentKibibytes().orElse(0);
            try (var load = new StreamLoad(server.port(), Work.IDLE, peaks::look)) {
                load.run(streams, OPENED_PER_SECOND, i -> Work.IDLE.path("run-" + i), Duration.ofSeconds(60));
                figures.add(name(), "RSS per stream, KiB", contender, growth(server, before));
                server.collectGarbage();
                figures.add(name(), "RSS per stream after GC, KiB", contender, growth(server, before));
                var cpuBefore = server.cpuTime();
                load.hold(Duration.ofSeconds(5));
                var cpu = server.cpuTime().minus(cpuBefore);
                figures.add(name(), "CPU while held 5 s, s", contender, cpu.toMillis() / 1e3);
                figures.add(
                        name(),
                        "first event p99, ms",
                        contender,
                        load.firstEvents().milliseconds(0.99));
                figures.add(name(), "errors", contender, load.errors() + streams - load.open());
                peaks.report(name(), contender, figures);
            }
        }
    }

    private double growth(ServerProcess server, long before) {
        return (server.residentKibibytes().orElse(0) - before) / (double) streams;
    }
}
