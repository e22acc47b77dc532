package dev.understudy.bench;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.ClientJudge;
import dev.understudy.verdict.Yardstick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long it takes to judge a client by a long journal; in this process, once it is warm. The bare handler has no judge. */
record Judgement(int entries) implements Trial {
    private static final int ROUNDS = 15;
    private static final int EVENTS_A_STREAM = 1000;

    @Override
    public String name() {
        return "judge " + entries + " entries";
    }

    @Override
    public void run(Contender contender, Figures figures) {
        if (contender.name().equals(Contender.BARE)) {
            return;
        }
        var contract = Contract.load("bookstrack");
        var scenario = Catalogue.bundled(new ScenarioReader(contract)).get("happy-path");
        var journal = journal();
        var took = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            ClientJudge.judge(contract, scenario, Yardstick.FETCH, journal);
            took.add((System.nanoTime() - begun) / 1e6);
        }
        figures.add(name(), "first, ms", contender, took.get(0));
        figures.add(name(), "median, ms", contender, Figures.median(took));
    }

    /** One job on many streams, each cut off. */
    private List<Entry> journal() {
        var journal = new ArrayList<Entry>(entries);
        long exchange = 0;
        while (journal.size() < entries) {
            exchange++;
            var at = Duration.ofSeconds(exchange * 10);
            var headers = Map.of("accept", "text/event-stream", "last-event-id", (exchange - 1) + "-999");
            journal.add(new Entry.Request(
                    at, exchange, exchange, "stream j streamImport", "GET", "/api/v2/imports/j/stream", headers, 0));
            journal.add(new Entry.Response(at, exchange, 200, Map.of("content-type", "text/event-stream"), null));
            for (int i = 0; i < EVENTS_A_STREAM; i++) {
                journal.add(new Entry.Event(at.plusMillis(i), exchange, exchange + "-" + i, "processing", "{}"));
            }
            journal.add(new Entry.End(at.plusMillis(EVENTS_A_STREAM), exchange, Entry.How.CUT, ""));
        }
        return journal;
    }
}
