package dev.understudy.mock.control;

import dev.understudy.contract.PathTemplate;
import java.util.List;

/**
 * One thing that the control API can do.
 *
 * @param query the names that its query may have
 * @param body the names that its body may have
 */
record Route(String method, PathTemplate path, List<String> query, List<String> body, Endpoint endpoint) {
    /** Does it. */
    @FunctionalInterface
    interface Endpoint {
        /** Answers, now or later; runs on a thread that may do work, but never waits on it. */
        void answer(ControlCall call);
    }

    static Route of(String method, String path, Endpoint endpoint) {
        return new Route(method, new PathTemplate(path), List.of(), List.of(), endpoint);
    }

    Route query(String... names) {
        return new Route(method, path, List.of(names), body, endpoint);
    }

    Route body(String... names) {
        return new Route(method, path, query, List.of(names), endpoint);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
