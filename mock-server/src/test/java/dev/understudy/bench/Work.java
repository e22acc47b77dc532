package dev.understudy.bench;

import java.time.Duration;

/**
 * What a stream of the benchmark carries. The mock server has a scenario for each, the bare server a path.
 *
 * @param scenario the id of the mock server's scenario
 * @param events how many events a stream has until it ends, or is held open
 * @param every the time between two events
 */
record Work(String scenario, int events, Duration every, boolean ends, Door door) {
    static final Work PACED = new Work("bench-paced", 100, Duration.ofMillis(100), true, Door.IMPORTS);
    static final Work IDLE = new Work("bench-idle", 1, Duration.ZERO, false, Door.IMPORTS);
    static final Work FLOOD = new Work("bench-flood", 500, Duration.ZERO, true, Door.IMPORTS);
    static final Work EACH_SECOND = new Work("bench-each-second", 15, Duration.ofSeconds(1), false, Door.JOBS);
    static final Work ON_WEBSOCKETS = new Work("bench-each-second", 15, Duration.ofSeconds(1), false, Door.WEBSOCKET);

    /** How a client gets to its events. */
    enum Door {
        /** A stream of the first contract. */
        IMPORTS,
        /** A stream of the small contract with a WebSocket. */
        JOBS,
        WEBSOCKET;

        String path(String job) {
            return switch (this) {
                case IMPORTS -> "/api/v2/imports/" + job + "/stream";
                case JOBS -> "/jobs/" + job + "/stream";
                case WEBSOCKET -> "/ws/progress?jobId=" + job + "&token=mock-token";
            };
        }

        /** The headers of a request, each with its line end. */
        String headers() {
            return this == WEBSOCKET
                    ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    : "Accept: text/event-stream\r\n";
        }

        Reading reading() {
            return this == WEBSOCKET ? new FrameCounter() : new StreamReader();
        }
    }

    /** The path of one stream; each has a job of its own. */
    String path(String job) {
        return door.path(scenario + "--" + job);
    }

    static Work of(String path) {
        return path.contains(IDLE.scenario) ? IDLE : path.contains(FLOOD.scenario) ? FLOOD : PACED;
    }
}
