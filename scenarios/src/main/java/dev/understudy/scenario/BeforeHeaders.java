package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.util.List;

/**
 * Before a byte of the answer.
 *
 * @param beforeRequest whether even before the request is read, as soon as the client connects
 */
record BeforeHeaders(boolean beforeRequest) implements Trigger {
    static final Kind<Trigger> KIND = Kind.with(
            "before",
            "Before a byte of the answer: with `headers` after the request was read; with `request` as soon as the client connects. Whoever"
                    + " asks on a connection that he has already, or on the server's main port, is read first.",
            Types.word(List.of("headers", "request")),
            "{before: headers}",
            words -> new BeforeHeaders(words.text().equals("request")));

    @Override
    public boolean beforeHeaders() {
        return true;
    }
}
