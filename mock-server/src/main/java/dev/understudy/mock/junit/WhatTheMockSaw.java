package dev.understudy.mock.junit;

import dev.understudy.mock.session.MockSession;

/** Travels with the exception of a failed test, and is printed with it wherever that is. It has no stack: nothing was thrown. */
final class WhatTheMockSaw extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WhatTheMockSaw(MockSession session) {
        super(
                session.run().settings().scenario() + " was played. " + JournalEnd.of(session.journal()),
                null,
                false,
                false);
    }
}
