package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.util.List;

/** After the request was read, before a byte of the answer. */
record BeforeHeaders() implements Trigger {
    static final Kind<Trigger> KIND = Kind.with(
            "before",
            "After the request was read, before a byte of the answer.",
            Types.word(List.of("headers")),
            "{before: headers}",
            words -> new BeforeHeaders());

    @Override
    public boolean beforeHeaders() {
        return true;
    }
}
