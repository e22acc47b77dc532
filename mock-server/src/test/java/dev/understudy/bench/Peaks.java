package dev.understudy.bench;

/** The most memory and threads that a server was seen with. */
final class Peaks {
    private final ServerProcess server;
    private long kibibytes;
    private long threads;

    Peaks(ServerProcess server) {
        this.server = server;
    }

    void look() {
        kibibytes = Math.max(kibibytes, server.residentKibibytes().orElse(0));
        threads = Math.max(threads, server.threads().orElse(0));
    }

    long threads() {
        return threads;
    }

    void report(String trial, Contender contender, Figures figures) {
        figures.add(trial, "peak RSS, MiB", contender, kibibytes / 1024.0);
        figures.add(trial, "threads", contender, (double) threads);
    }
}
