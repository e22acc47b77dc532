package dev.understudy.conformance.report;

import dev.understudy.conformance.client.ClientResult;
import dev.understudy.conformance.client.ScenarioResult;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Verdicts on clients as lines of text. */
public final class ClientConsole {
    private static final int MOST_EVIDENCE = 3;
    private static final int MOST_SCENARIOS = 5;
    private static final int MOST_OUTPUT = 15;

    private final PrintWriter out;
    private final int clients;
    /** What fails in every scenario fails in the same words, and is shown once. */
    private final Set<String> printed = ConcurrentHashMap.newKeySet();

    /**
     * A console for a run.
     *
     * @param clients how many are judged; with more than one each line says which it is about
     */
    public ClientConsole(PrintWriter out, int clients) {
        this.out = out;
        this.clients = clients;
    }

    /** A line for a scenario that is done, and what was wrong in it. */
    public void write(ScenarioResult result) {
        out.printf(
                "%-12s %-32s %6d ms  %s%s%n",
                result.outcome().word(),
                result.scenario().id(),
                result.took().toMillis(),
                clients > 1 ? result.client() + ": " : "",
                result.mishap().isEmpty() ? result.ending() : result.mishap());
        var remarkable =
                result.verdicts().stream().filter(ClientConsole::needsAttention).toList();
        if (!remarkable.isEmpty()) {
            out.println("    " + result.scenario().title() + ".");
        }
        remarkable.forEach(this::explain);
        if (result.outcome() == Outcome.INCONCLUSIVE) {
            result.verdicts().stream()
                    .filter(verdict -> verdict.outcome() == Outcome.INCONCLUSIVE)
                    .findFirst()
                    .ifPresent(
                            verdict -> out.println("    open " + verdict.rule().id() + ": " + verdict.reason()));
        }
        output(result);
        out.flush();
    }

    /** What a program printed that never asked, or failed: why, is known to nobody but it. */
    private void output(ScenarioResult result) {
        if (result.outcome() == Outcome.NOT_OBSERVED && result.journal().isEmpty()) {
            out.println("    No request came. The client is to ask at the address in BASE_URL.");
        }
        boolean failed = result.ending().startsWith("exit ") && !result.ending().equals("exit 0");
        if (result.outcome() == Outcome.NOT_OBSERVED || (failed && result.outcome() != Outcome.PASS)) {
            var lines = result.told().lines().filter(line -> !line.isBlank()).toList();
            if (!lines.isEmpty() && printed.add(result.told())) {
                out.println("    It printed:");
                lines.stream()
                        .skip(Math.max(0, lines.size() - MOST_OUTPUT))
                        .forEach(line -> out.println("      " + Safe.line(line)));
            }
        }
    }

    private void explain(Verdict verdict) {
        out.println("    " + verdict.outcome().word() + " " + verdict.rule().id() + " ("
                + verdict.rule().level().word() + "): " + verdict.rule().text());
        verdict.evidence().stream().limit(MOST_EVIDENCE).forEach(line -> out.println("      seen: " + line));
    }

    private static boolean needsAttention(Verdict verdict) {
        return verdict.outcome().compareTo(Outcome.WARN) <= 0;
    }

    /**
     * The grid of scenarios and clients, and each client in a line and what it broke.
     *
     * @param report where the report is; empty if there is none
     */
    public void write(List<ClientResult> results, String report) {
        out.println();
        if (results.size() > 1) {
            grid(results);
        }
        results.forEach(this::summary);
        if (results.stream().anyMatch(result -> result.count(Outcome.FAIL) + result.count(Outcome.WARN) > 0)) {
            out.println("'explain RULE' has a rule's words and its source; '--only SCENARIO' plays one alone.");
        }
        if (!report.isEmpty()) {
            out.println("The report is in " + report + "; begin with index.html.");
        }
        out.flush();
    }

    private void summary(ClientResult result) {
        out.println(result.client() + ": " + result.exitCode().words() + " (" + counts(result) + ") in "
                + result.took().toMillis() + " ms");
        Map<String, List<String>> broken = new TreeMap<>();
        result.scenarios()
                .forEach(scenario -> scenario.verdicts().stream()
                        .filter(ClientConsole::needsAttention)
                        .map(ClientConsole::heading)
                        .distinct()
                        .forEach(heading -> broken.computeIfAbsent(heading, each -> new ArrayList<>())
                                .add(scenario.scenario().id())));
        broken.forEach((heading, scenarios) -> out.printf("  %-32s %s%n", heading, listed(scenarios)));
    }

    /** Expectations are numbered in each scenario anew. */
    private static String heading(Verdict verdict) {
        var id = verdict.rule().id();
        return verdict.outcome().word() + " " + (id.startsWith("EXPECT-") ? "what was expected" : id);
    }

    private static String listed(List<String> scenarios) {
        var shown = scenarios.stream().limit(MOST_SCENARIOS).collect(Collectors.joining(", "));
        int left = scenarios.size() - MOST_SCENARIOS;
        return left > 0 ? shown + " and " + left + " more" : shown;
    }

    private void grid(List<ClientResult> results) {
        var heads = new ArrayList<String>();
        for (int i = 0; i < results.size(); i++) {
            out.println("  [" + (i + 1) + "] " + results.get(i).client());
            heads.add(String.format("%-13s", "[" + (i + 1) + "]"));
        }
        out.println();
        out.printf("%-32s %s%n", "", String.join("", heads));
        for (int row = 0; row < results.get(0).scenarios().size(); row++) {
            int index = row;
            var cells = results.stream()
                    .map(result -> String.format(
                            "%-13s", result.scenarios().get(index).outcome().word()))
                    .collect(Collectors.joining());
            out.printf(
                    "%-32s %s%n", results.get(0).scenarios().get(row).scenario().id(), cells);
        }
        out.println();
    }

    private static String counts(ClientResult result) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> result.count(outcome) > 0)
                .map(outcome -> result.count(outcome) + " " + outcome.word())
                .collect(Collectors.joining(", "));
    }
}
