package dev.understudy.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** So many connections at once with a message a second on each: streams first, then WebSockets, on a server of a small contract. */
record EachSecond(int connections, List<String> server) implements Trial {
    private static final int OPENED_PER_SECOND = 1000;

    EachSecond {
        server = List.copyOf(server);
    }

    @Override
    public String name() {
        return connections + " a second each";
    }

    @Override
    public void run(Contender contender, Figures figures) throws IOException {
        if (contender.name().equals(Contender.MOCK)) {
            measure(contender, Work.EACH_SECOND, "stream", figures);
            measure(contender, Work.ON_WEBSOCKETS, "WebSocket", figures);
        }
    }

    private void measure(Contender contender, Work work, String what, Figures figures) throws IOException {
        try (var process = ServerProcess.start(contender.flags(), server)) {
            Warmth.bring(process, work, 1);
            process.collectGarbage();
            long live = process.liveKibibytes();
            var peaks = new Peaks(process);
            long threads = process.threads().orElse(0);
            try (var load = new StreamLoad(process.port(), work, peaks::look)) {
                load.run(connections, OPENED_PER_SECOND, i -> work.path("run-" + i), Duration.ofSeconds(60));
                double each = (process.liveKibibytes() - live) / (double) connections;
                figures.add(name(), what + ": live KiB each", contender, each);
                figures.add(name(), what + ": errors", contender, (double) (load.errors() + connections - load.open()));
                figures.add(
                        name(), what + ": gap p99, ms", contender, load.gaps().milliseconds(0.99));
                figures.add(name(), what + ": more threads", contender, (double) (peaks.threads() - threads));
            }
        }
    }
}
