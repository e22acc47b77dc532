package dev.understudy.conformance.client;

import dev.understudy.journal.Entry;
import dev.understudy.scenario.Scenario;
import dev.understudy.verdict.ClientVerdict;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.Yardstick;
import java.time.Duration;
import java.util.List;

/**
 * What came of one scenario with one client.
 *
 * @param client the client's name, which no other client of the run has
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
    static final String ENDED_BY_US = "ended by us: ";
    static final String NOTHING_MORE = ENDED_BY_US + "nothing more to be seen";

    public ScenarioResult {
        journal = List.copyOf(journal);
        verdicts = List.copyOf(verdicts);
    }

    /** What the scenario came to; see {@link ClientVerdict#outcome()}. */
    public Outcome outcome() {
        return mishap.isEmpty()
                ? new ClientVerdict(scenario.id(), scenario.title(), Yardstick.FETCH, verdicts).outcome()
                : Outcome.ERROR;
    }

    /** Whether we had to end the client before it was done and before all was seen. */
    public boolean wasCutShort() {
        return ending.startsWith(ENDED_BY_US) && !ending.equals(NOTHING_MORE);
    }

    /** The same without what the server saw, which may be much. */
    public ScenarioResult withoutJournal() {
        return new ScenarioResult(client, scenario, took, ending, told, List.of(), verdicts, mishap);
    }

    /** How many verdicts came to this. */
    public long count(Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }
}
