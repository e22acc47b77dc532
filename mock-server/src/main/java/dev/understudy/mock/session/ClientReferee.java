package dev.understudy.mock.session;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.Scenario;
import dev.understudy.verdict.Verdict;
import java.util.List;

/** The rules for clients. */
public final class ClientReferee implements Referee {
    @Override
    public List<Verdict> judge(Contract contract, Scenario scenario, String yardstick, List<Entry> journal) {
        return List.of();
    }

    @Override
    public List<String> yardsticks() {
        return List.of("whatwg", "fetch");
    }
}
