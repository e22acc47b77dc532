package dev.understudy.mock.session;

import dev.understudy.mock.job.Session;
import java.net.URI;

/** Where the client of a session comes in. */
public interface Door {
    /** Without a slash at the end. */
    URI baseUri();

    /** Lets nobody in any more, and closes every connection. */
    void close();

    /** Opens doors. */
    @FunctionalInterface
    interface Opener {
        /** A door of its own for this session. */
        Door open(Session session);
    }
}
