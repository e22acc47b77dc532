package dev.understudy.mock.wire;

import java.time.Duration;

/** The time by which a script is played. */
public interface Clockwork {
    Duration now();

    /** How long one really has to wait until this time. */
    Duration realTimeUntil(Duration time);
}
