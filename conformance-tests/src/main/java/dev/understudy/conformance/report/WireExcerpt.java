package dev.understudy.conformance.report;

import dev.understudy.journal.Entry;
import dev.understudy.verdict.Exchange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What went over the wire, cut to what a reader needs: first the exchanges that the evidence names, then streams. */
final class WireExcerpt {
    private static final int MOST_LINES = 90;
    private static final int MOST_EXCHANGES = 5;
    private static final int LONGEST_LINE = 400;
    private static final Pattern NAMED = Pattern.compile("#(\\d+) ");
    private static final Set<String> DULL = Set.of(
            "user-agent",
            "accept-encoding",
            "connection",
            "host",
            "content-length",
            "date",
            "http2-settings",
            "upgrade");

    private WireExcerpt() {}

    static List<String> of(List<Exchange> exchanges, List<String> evidence) {
        var named = new HashSet<Long>();
        evidence.forEach(
                line -> NAMED.matcher(line).results().forEach(found -> named.add(Long.parseLong(found.group(1)))));
        var chosen = exchanges.stream()
                .filter(exchange -> named.isEmpty()
                        ? exchange.label().purpose().startsWith("stream") || exchanges.size() <= MOST_EXCHANGES
                        : named.contains(exchange.request().exchange()))
                .limit(MOST_EXCHANGES)
                .toList();
        var lines = new ArrayList<String>();
        for (var exchange :
                chosen.isEmpty() ? exchanges.stream().limit(MOST_EXCHANGES).toList() : chosen) {
            exchange.entries().forEach(entry -> write(entry, lines));
            lines.add("");
        }
        return limited(lines);
    }

    private static List<String> limited(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return List.copyOf(lines);
        }
        var cut = new ArrayList<>(lines.subList(0, MOST_LINES));
        cut.add("... and " + (lines.size() - MOST_LINES) + " lines more; the history has all");
        return List.copyOf(cut);
    }

    private static void write(Entry entry, List<String> lines) {
        if (entry instanceof Entry.Request request) {
            add(
                    lines,
                    time(entry) + " > " + request.method() + " " + request.target() + "   (#" + request.exchange()
                            + ")");
            request.headers().forEach((name, value) -> header(lines, ">", name, value));
        } else if (entry instanceof Entry.Response response) {
            add(lines, time(entry) + " < " + response.status());
            response.headers().forEach((name, value) -> header(lines, "<", name, value));
            if (response.body() != null && !response.body().isEmpty()) {
                add(lines, "           < " + response.body());
            }
        } else if (entry instanceof Entry.Event event) {
            add(
                    lines,
                    time(entry) + " < " + (event.id() == null ? "" : "id: " + event.id() + "  ")
                            + (event.name().isEmpty() ? "" : "event: " + event.name()));
            add(lines, "           < data: " + event.data());
        } else {
            rest(entry, lines);
        }
    }

    private static void rest(Entry entry, List<String> lines) {
        if (entry instanceof Entry.Comment comment) {
            add(lines, time(entry) + " < :" + comment.text());
        } else if (entry instanceof Entry.Retry retry) {
            add(lines, time(entry) + " < retry: " + retry.milliseconds());
        } else if (entry instanceof Entry.Message message) {
            add(lines, time(entry) + arrow(message.from()) + message.text());
        } else if (entry instanceof Entry.Ping ping) {
            add(lines, time(entry) + arrow(ping.from()) + (ping.pong() ? "(pong)" : "(ping)"));
        } else if (entry instanceof Entry.CloseFrame close) {
            add(
                    lines,
                    time(entry) + arrow(close.from()) + "(close " + (close.code() + " " + close.reason()).strip()
                            + ")");
        } else if (entry instanceof Entry.Malformed malformed) {
            add(lines, time(entry) + " ? malformed: " + malformed.what());
        } else if (entry instanceof Entry.Fault fault) {
            add(lines, time(entry) + " ! fault: " + fault.what());
        } else if (entry instanceof Entry.Mishap mishap) {
            add(lines, time(entry) + " ! our own: " + mishap.what());
        } else if (entry instanceof Entry.End end) {
            add(
                    lines,
                    time(entry) + " = "
                            + end.how().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (end.detail().isEmpty() ? "" : ": " + end.detail()));
        }
    }

    private static String arrow(Entry.Side from) {
        return from == Entry.Side.CLIENT ? " > " : " < ";
    }

    private static void header(List<String> lines, String arrow, String name, String value) {
        if (!DULL.contains(name)) {
            add(lines, "           " + arrow + " " + name + ": " + value);
        }
    }

    private static void add(List<String> lines, String line) {
        var safe = Safe.line(line);
        lines.add(safe.length() <= LONGEST_LINE ? safe : safe.substring(0, LONGEST_LINE) + "...");
    }

    private static String time(Entry entry) {
        return String.format(Locale.ROOT, "%8.3f s", entry.at().toNanos() / 1e9);
    }
}
