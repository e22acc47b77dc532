package dev.understudy.verdict;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.yaml.YamlDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A journal written by hand, times in milliseconds. */
final class HandJournal {
    static final Contract CONTRACT = Contract.load("bookstrack");

    private final List<Entry> entries = new ArrayList<>();
    private Scenario scenario = scenario("");
    private Yardstick yardstick = Yardstick.FETCH;
    private long exchanges;
    private long watched;

    static Scenario scenario(String rest) {
        var text = "id: x\ntitle: A title\nabout: A.\n" + rest;
        return new ScenarioReader(CONTRACT).read(YamlDocument.parse("x.yaml", text), "group");
    }

    HandJournal playing(String rest) {
        scenario = scenario(rest);
        return this;
    }

    HandJournal by(Yardstick by) {
        yardstick = by;
        return this;
    }

    /** A request with headers such as {@code last-event-id=7}; what follows belongs to it. */
    HandJournal ask(long at, String label, String target, String... headers) {
        var all = new HashMap<String, String>(Map.of("host", "127.0.0.1:1"));
        for (var header : headers) {
            int equals = header.indexOf('=');
            all.put(header.substring(0, equals), header.substring(equals + 1));
        }
        exchanges++;
        watched = Math.max(watched, at);
        var method = label.startsWith("create") ? "POST" : label.startsWith("cancel") ? "DELETE" : "GET";
        return add(new Entry.Request(ms(at), exchanges, exchanges, label, method, target, all, 9));
    }

    /** A stream request that is answered with a stream. */
    HandJournal listen(long at, String... headers) {
        var all = new ArrayList<>(List.of("accept=text/event-stream", "cache-control=no-cache"));
        all.addAll(List.of(headers));
        return served(at, all);
    }

    private HandJournal served(long at, List<String> headers) {
        return ask(at, "stream j1 streamImport", "/api/v2/imports/j1/stream", headers.toArray(String[]::new))
                .add(new Entry.Response(ms(at), exchanges, 200, Map.of("content-type", "text/event-stream"), null));
    }

    /** A stream request that is refused, or dropped. */
    HandJournal knock(long at, String... headers) {
        var all = new ArrayList<>(List.of("accept=text/event-stream", "cache-control=no-cache"));
        all.addAll(List.of(headers));
        return ask(at, "stream j1 streamImport", "/api/v2/imports/j1/stream", all.toArray(String[]::new));
    }

    HandJournal answer(long at, int status, @Nullable String body, String... headers) {
        var all = new HashMap<String, String>();
        for (var header : headers) {
            int equals = header.indexOf('=');
            all.put(header.substring(0, equals), header.substring(equals + 1));
        }
        return add(new Entry.Response(ms(at), exchanges, status, all, body));
    }

    HandJournal event(long at, String id, String name) {
        return event(at, id, name, "{}");
    }

    HandJournal event(long at, String id, String name, String data) {
        return add(new Entry.Event(ms(at), exchanges, id, name, data));
    }

    HandJournal comment(long at, String text) {
        return add(new Entry.Comment(ms(at), exchanges, text));
    }

    HandJournal told(long at, String what, long value) {
        return add(new Entry.Told(ms(at), exchanges, what, value));
    }

    HandJournal retry(long at, long milliseconds) {
        return add(new Entry.Retry(ms(at), exchanges, milliseconds));
    }

    HandJournal raw(long at, String escaped) {
        return add(new Entry.Malformed(ms(at), exchanges, "raw: " + escaped));
    }

    HandJournal end(long at, Entry.How how) {
        return add(new Entry.End(ms(at), exchanges, how, ""));
    }

    HandJournal add(Entry entry) {
        entries.add(entry);
        watched = Math.max(watched, entry.at().toMillis());
        return this;
    }

    /** The client was watched until then. */
    HandJournal until(long at) {
        watched = at;
        return this;
    }

    List<Entry> entries() {
        return entries;
    }

    ClientVerdict judged() {
        return ClientJudge.report(CONTRACT, scenario, yardstick, entries, ms(watched));
    }

    Verdict verdict(String rule) {
        return judged().verdicts().stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    Outcome outcome(String rule) {
        return verdict(rule).outcome();
    }

    boolean isSettled() {
        return ClientJudge.isSettled(CONTRACT, scenario, yardstick, entries, ms(watched));
    }

    static Duration ms(long at) {
        return Duration.ofMillis(at);
    }
}
