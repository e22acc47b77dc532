package dev.understudy.conformance.client;

import dev.understudy.journal.Entry;
import dev.understudy.scenario.Scenario;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * What came of one scenario with one client.
 *
 * @param client the client's name
 * @param ending how the client's part ended, for example {@code exit 0}
 * @param told the end of what the client printed
 * @param journal what the server saw
 * @param mishap what went wrong on our side, or before the client could begin; empty if nothing did
 */
public record ScenarioResult(
        String client,
        Scenario scenario,
        Duration took,
        String ending,
        String told,
        List<Entry> journal,
        List<Verdict> verdicts,
        String mishap) {
    public ScenarioResult {
        journal = List.copyOf(journal);
        verdicts = List.copyOf(verdicts);
    }

    /** What the scenario came to: the gravest of its verdicts. Where nothing could be judged, nothing was observed. */
    public Outcome outcome() {
        if (!mishap.isEmpty()) {
            return Outcome.ERROR;
        }
        return verdicts.stream().map(Verdict::outcome).min(Outcome::compareTo).orElse(Outcome.NOT_TESTED);
    }

    /** How many verdicts came to this. */
    public long count(Outcome outcome) {
        return verdicts.stream()
                .filter(verdict -> verdict.outcome() == outcome)
                .count();
    }
}
