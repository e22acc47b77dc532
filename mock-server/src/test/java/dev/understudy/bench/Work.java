package dev.understudy.bench;

import java.time.Duration;

/**
 * What a stream of the benchmark carries. The mock server has a scenario for each, the bare server a path.
 *
 * @param scenario the id of the mock server's scenario
 * @param events how many events a stream has until it ends, or is held open
 * @param every the time between two events
 */
record Work(String scenario, int events, Duration every, boolean ends) {
    static final Work PACED = new Work("bench-paced", 100, Duration.ofMillis(100), true);
    static final Work IDLE = new Work("bench-idle", 1, Duration.ZERO, false);
    static final Work FLOOD = new Work("bench-flood", 500, Duration.ZERO, true);

    /** The path of one stream; each has a job of its own. */
    String path(String job) {
        return "/api/v2/imports/" + scenario + "--" + job + "/stream";
    }

    static Work of(String path) {
        return path.contains(IDLE.scenario) ? IDLE : path.contains(FLOOD.scenario) ? FLOOD : PACED;
    }
}
