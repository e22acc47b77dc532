package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.understudy.journal.Entry;
import dev.understudy.journal.JournalFile;
import java.util.List;
import java.util.stream.Collectors;

/** The calls for what a session has seen. */
final class JournalCalls {
    private static final String LINES = "application/x-ndjson";

    private JournalCalls() {}

    /** The default session's, as JSON lines: what the shell reads best. */
    static void lines(ControlCall call) {
        call.text(LINES, lines(call.sessions().main().journal().entries()));
    }

    /** A session's: live, as lines, or whole. */
    static void journal(ControlCall call) {
        var session = call.session();
        if (call.wants("text/event-stream")) {
            JournalFeed.open(call, session);
            return;
        }
        var entries = session.journal().entries();
        if (call.wants(LINES)) {
            call.text(LINES, lines(entries));
            return;
        }
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("session", session.id())
                .put("forgotten", session.journal().dropped());
        var array = node.putArray("entries");
        entries.forEach(entry -> array.addRawValue(new RawValue(JournalFile.line(entry))));
        call.json(200, node);
    }

    private static String lines(List<Entry> entries) {
        return entries.stream().map(entry -> JournalFile.line(entry) + "\n").collect(Collectors.joining());
    }
}
