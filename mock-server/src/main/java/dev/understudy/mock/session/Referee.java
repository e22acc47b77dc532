package dev.understudy.mock.session;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.Scenario;
import dev.understudy.verdict.Verdict;
import java.util.List;

/** Holds what a client did against the contract's rules for clients, and against what a scenario expects. */
public interface Referee {
    /** A verdict for each rule. Pure: the same journal gives the same verdicts. */
    List<Verdict> judge(Contract contract, Scenario scenario, String yardstick, List<Entry> journal);

    /** The yardsticks that it knows, the usual one first. */
    List<String> yardsticks();
}
