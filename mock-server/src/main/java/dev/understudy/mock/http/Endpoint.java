package dev.understudy.mock.http;

/** Answers the calls of one part of a job's life. One file each, and a line in {@link Endpoints}. */
@FunctionalInterface
interface Endpoint {
    /** Answers, now or later; never blocks. */
    void answer(Call call);
}
