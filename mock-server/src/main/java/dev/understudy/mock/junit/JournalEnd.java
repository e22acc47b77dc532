package dev.understudy.mock.junit;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The last entries of a journal, a line each: what happened, when, and in which exchange. */
final class JournalEnd {
    private static final int MOST_ENTRIES = 20;
    private static final int MOST_LETTERS = 160;

    private JournalEnd() {}

    static String of(Journal journal) {
        var entries = journal.entries();
        if (entries.isEmpty()) {
            return "Its journal is empty: no request came.";
        }
        int from = Math.max(0, entries.size() - MOST_ENTRIES);
        var title = from == 0 ? "Its journal:\n" : "The last " + MOST_ENTRIES + " entries of its journal:\n";
        return title + lines(entries.subList(from, entries.size()));
    }

    private static String lines(List<Entry> entries) {
        return entries.stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "  %9.3f s  #%d %s",
                        entry.at().toNanos() / 1e9,
                        entry.exchange(),
                        shown(what(entry))))
                .collect(Collectors.joining("\n"));
    }

    private static String what(Entry entry) {
        if (entry instanceof Entry.Request request) {
            return request.method() + " " + request.target();
        }
        if (entry instanceof Entry.Response response) {
            return "answered " + response.status();
        }
        if (entry instanceof Entry.Event event) {
            return "event " + event.name() + (event.id() == null ? "" : ", id " + event.id());
        }
        if (entry instanceof Entry.End end) {
            return "ended: " + end.how().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + end.detail();
        }
        return remark(entry);
    }

    private static String remark(Entry entry) {
        if (entry instanceof Entry.Message message) {
            return who(message.from()) + " says " + (message.type().isEmpty() ? message.text() : message.type());
        }
        if (entry instanceof Entry.CloseFrame close) {
            return who(close.from()) + " closes: " + close.code() + " " + close.reason();
        }
        if (entry instanceof Entry.Ping ping) {
            return (ping.pong() ? "pong" : "ping") + " of the " + who(ping.from());
        }
        if (entry instanceof Entry.Fault fault) {
            return "fault: " + fault.what();
        }
        if (entry instanceof Entry.NearMiss miss) {
            return "nothing answers this: " + miss.what();
        }
        if (entry instanceof Entry.Mishap mishap) {
            return "a mishap of the mock: " + mishap.what();
        }
        if (entry instanceof Entry.Malformed malformed) {
            return "malformed: " + malformed.what();
        }
        if (entry instanceof Entry.Retry retry) {
            return "retry " + retry.milliseconds() + " ms";
        }
        if (entry instanceof Entry.Comment comment) {
            return "comment " + comment.text();
        }
        return "the far end ended";
    }

    private static String who(Entry.Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    /** On one line, and no longer than a person reads. */
    private static String shown(String text) {
        var line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= MOST_LETTERS ? line : line.substring(0, MOST_LETTERS) + " ...";
    }
}
