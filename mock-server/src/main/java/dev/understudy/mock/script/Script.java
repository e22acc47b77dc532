package dev.understudy.mock.script;

import java.time.Duration;

/** What a connection does, action by action. Not thread-safe: one thread asks at a time. */
@FunctionalInterface
public interface Script {
    /** What to do next, at this time. A wait may end early; asking again is always right. */
    Action next(Duration time);
}
