package dev.understudy.network.engine;

import org.jspecify.annotations.Nullable;

/** Keeps bytes back until there are enough of them or they are old enough, as a proxy with a buffer does. */
final class Hold {
    private final Loop loop;
    private final Runnable whenDue;
    private final long bytes;
    private final long nanos;
    private @Nullable Timer timer;
    private boolean released;

    Hold(Loop loop, Runnable whenDue, long bytes, long nanos) {
        this.loop = loop;
        this.whenDue = whenDue;
        this.bytes = bytes;
        this.nanos = nanos;
    }

    /** Whether so many bytes must wait. The clock starts with the first. */
    boolean keeps(long waiting) {
        if (released || waiting >= bytes) {
            released = true;
            return false;
        }
        if (waiting > 0 && timer == null) {
            timer = loop.after(nanos, () -> {
                released = true;
                whenDue.run();
            });
        }
        return true;
    }

    /** Everything is gone; it begins again. */
    void emptied() {
        released = false;
        if (timer != null) {
            loop.cancel(timer);
            timer = null;
        }
    }
}
