package dev.understudy.bench;

import java.io.IOException;
import java.time.Duration;

/** Events as fast as they go, on so many connections at once, again and again until there were enough. */
record Flood(int connections, int events) implements Trial {
    @Override
    public String name() {
        return "flood on " + connections;
    }

    @Override
    public void run(Contender contender, Figures figures) throws IOException {
        try (var server = contender.start()) {
            Warmth.bring(server, Work.FLOOD, 4);
            var peaks = new Peaks(server);
            var cpuBefore = server.cpuTime();
            long begun = System.nanoTime();
            try (var load = new StreamLoad(server.port(), Work.FLOOD, peaks::look)) {
                for (int wave = 0; load.events() < events && load.errors() == 0; wave++) {
                    var prefix = "wave-" + wave + "-";
                    load.run(connections, 1_000_000, i -> Work.FLOOD.path(prefix + i), Duration.ofSeconds(60));
                }
                double seconds = (System.nanoTime() - begun) / 1e9;
                double cpu = server.cpuTime().minus(cpuBefore).toNanos() / 1e3;
                figures.add(name(), "events/s", contender, load.events() / seconds);
                figures.add(name(), "CPU per event, us", contender, cpu / load.events());
                figures.add(name(), "errors", contender, load.errors());
            }
            peaks.report(name(), contender, figures);
        }
    }
}
