package dev.understudy.conformance.report;

import dev.understudy.conformance.report.Timeline.Lane;
import dev.understudy.conformance.report.Timeline.Mark;
import dev.understudy.conformance.report.Timeline.Window;
import dev.understudy.journal.Entry;
import dev.understudy.verdict.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a timeline of a journal's exchanges. Pure. */
final class Timelines {
    private static final int MOST_LANES = 40;
    private static final int MOST_MARKS = 150;
    private static final int LONGEST_TEXT = 160;

    private Timelines() {}

    static Timeline of(List<Exchange> exchanges) {
        long end = exchanges.stream()
                .flatMap(exchange -> exchange.entries().stream())
                .mapToLong(entry -> micros(entry.at()))
                .max()
                .orElse(0);
        return new Timeline(
                end,
                exchanges.stream().limit(MOST_LANES).map(Timelines::lane).toList(),
                windows(exchanges, end),
                Math.max(0, exchanges.size() - MOST_LANES));
    }

    private static Lane lane(Exchange exchange) {
        var entries = exchange.entries();
        var how = exchange.end().map(end -> word(end.how())).orElse(exchange.status() == 0 ? "no answer" : "answered");
        return new Lane(
                "#" + exchange.request().exchange() + " " + exchange.label().purpose(),
                Safe.line(detail(exchange, how)),
                isStream(exchange),
                micros(exchange.request().at()),
                micros(entries.get(entries.size() - 1).at()),
                how,
                marks(entries));
    }

    private static String detail(Exchange exchange, String how) {
        var status = exchange.status() == 0 ? "no answer" : Integer.toString(exchange.status());
        var job = exchange.label().job().equals("-") ? "" : exchange.label().job() + ", ";
        return isStream(exchange)
                ? job + status + ", " + exchange.events().size() + " events, " + how
                : job + exchange.request().method() + ", " + status;
    }

    private static boolean isStream(Exchange exchange) {
        return exchange.label().purpose().startsWith("stream")
                || exchange.label().purpose().startsWith("websocket")
                || !exchange.events().isEmpty();
    }

    private static List<Mark> marks(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> mark(entry).stream())
                .limit(MOST_MARKS)
                .toList();
    }

    private static Optional<Mark> mark(Entry entry) {
        if (entry instanceof Entry.Response response) {
            return mark(entry, "head", "answer " + response.status());
        } else if (entry instanceof Entry.Event event) {
            var id = event.id() == null ? "without id" : event.id();
            return mark(entry, "event", (event.name().isEmpty() ? "message" : event.name()) + " " + id);
        } else if (entry instanceof Entry.Message message && message.from() == Entry.Side.SERVER) {
            return mark(entry, "event", message.type().isEmpty() ? message.text() : message.type());
        } else if (entry instanceof Entry.CloseFrame close) {
            return mark(entry, "comment", "close " + close.code() + " " + close.reason());
        } else if (entry instanceof Entry.Comment comment) {
            return mark(entry, "comment", "comment " + comment.text());
        } else if (entry instanceof Entry.Malformed malformed) {
            return mark(entry, "malformed", malformed.what());
        } else if (entry instanceof Entry.Fault fault) {
            return mark(entry, "fault", fault.what());
        }
        return Optional.empty();
    }

    private static Optional<Mark> mark(Entry entry, String kind, String text) {
        return Optional.of(new Mark(micros(entry.at()), kind, shorten(Safe.line(text))));
    }

    /** From each fault until somebody came back to the same job, or until the end of what was hit. */
    private static List<Window> windows(List<Exchange> exchanges, long end) {
        var windows = new ArrayList<Window>();
        for (var exchange : exchanges) {
            for (var entry : exchange.entries()) {
                if (entry instanceof Entry.Fault fault) {
                    long from = micros(fault.at());
                    windows.add(
                            new Window(from, back(exchange, exchanges, from, end), shorten(Safe.line(fault.what()))));
                }
            }
        }
        return windows;
    }

    private static long back(Exchange hit, List<Exchange> exchanges, long from, long end) {
        return exchanges.stream()
                .filter(other -> isStream(other)
                        && other.label().job().equals(hit.label().job()))
                .mapToLong(other -> micros(other.request().at()))
                .filter(at -> at > from)
                .min()
                .orElseGet(() -> hit.end().map(over -> micros(over.at())).orElse(end));
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

    private static String word(Entry.How how) {
        return how.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static long micros(Duration at) {
        return at.toNanos() / 1000;
    }
}
