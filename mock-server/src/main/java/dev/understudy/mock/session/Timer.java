package dev.understudy.mock.session;

import java.time.Duration;

/** Does things later, on a thread that may do work. */
@FunctionalInterface
public interface Timer {
    /** Runs this after a while, unless the returned action is run first. */
    Runnable later(Duration delay, Runnable task);
}
