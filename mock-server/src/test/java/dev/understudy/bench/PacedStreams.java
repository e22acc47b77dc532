package dev.understudy.bench;

import java.io.IOException;
import java.time.Duration;

/** So many streams at once, an event every 100 ms on each. */
record PacedStreams(int streams) implements Trial {
    private static final int OPENED_PER_SECOND = 1000;

    @Override
    public String name() {
        return streams + " streams";
    }

    @Override
    public void run(Contender contender, Figures figures) throws IOException {
        try (var server = contender.start()) {
            Warmth.bring(server, Work.FLOOD, 4);
            Warmth.bring(server, Work.PACED, 1);
            var peaks = new Peaks(server);
            var cpuBefore = server.cpuTime();
            try (var load = new StreamLoad(server.port(), Work.PACED, peaks::look)) {
                load.run(streams, OPENED_PER_SECOND, i -> Work.PACED.path("run-" + i), Duration.ofSeconds(60));
                figures.add(
                        name(),
                        "first event p50, ms",
                        contender,
                        load.firstEvents().milliseconds(0.5));
                figures.add(
                        name(),
                        "first event p99, ms",
                        contender,
                        load.firstEvents().milliseconds(0.99));
                figures.add(name(), "gap p99, ms", contender, load.gaps().milliseconds(0.99));
                figures.add(name(), "gap max, ms", contender, load.gaps().milliseconds(1));
                figures.add(name(), "errors", contender, load.errors());
            }
            var cpu = server.cpuTime().minus(cpuBefore);
            figures.add(name(), "CPU, s", contender, cpu.toMillis() / 1e3);
            peaks.report(name(), contender, figures);
        }
    }
}
