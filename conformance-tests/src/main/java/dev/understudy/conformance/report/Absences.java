package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.verdict.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a target seems not to have at all: whoever judges it is told how to say that this is meant. Pure. */
final class Absences {
    private static final Set<Integer> NOT_HERE = Set.of(404, 405, 501);

    private final List<Seen> seen;

    private Absences(List<Seen> seen) {
        this.seen = seen;
    }

    /** A request, and the kind of job that its case was about. */
    private record Seen(String pipeline, Exchange exchange) {
        boolean isFor(String purpose) {
            return exchange.status() != 0 && exchange.label().purpose().startsWith(purpose);
        }

        boolean isNotHere() {
            return NOT_HERE.contains(exchange.status());
        }
    }

    /** A sentence about all that is absent; empty if nothing is. */
    static Optional<String> note(List<CaseResult> cases) {
        var seen = new ArrayList<Seen>();
        for (var each : cases) {
            Exchange.sort(each.journal()).forEach(exchange -> seen.add(new Seen(each.pipeline(), exchange)));
        }
        return new Absences(seen).note();
    }

    private Optional<String> note() {
        var words = new ArrayList<String>();
        var pipelines = pipelines();
        if (pipelines.containsValue(true) && pipelines.containsValue(false)) {
            words.add("pipelines: " + names(pipelines));
        }
        var capabilities = new ArrayList<String>();
        if (isAbsent("cancel")) {
            capabilities.add("cancel: false");
        }
        if (isAbsent("refresh")) {
            capabilities.add("token-refresh: false");
        }
        if (!capabilities.isEmpty()) {
            words.add("capabilities: {" + String.join(", ", capabilities) + "}");
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Some requests were answered as if there were nothing at their address. If that is meant, a"
                                + " profile can say so, and the rules about it do not apply: "
                                + String.join("; ", words) + ".");
    }

    /** Each kind of job that somebody wanted to make, and whether the target knows it. */
    private Map<String, Boolean> pipelines() {
        var known = new LinkedHashMap<String, Boolean>();
        seen.stream()
                .filter(each -> each.isFor("create") && !each.pipeline().isEmpty())
                .forEach(each -> known.merge(each.pipeline(), !each.isNotHere(), Boolean::logicalOr));
        return known;
    }

    private static List<String> names(Map<String, Boolean> pipelines) {
        return pipelines.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isAbsent(String purpose) {
        var asked = seen.stream().filter(each -> each.isFor(purpose)).toList();
        return !asked.isEmpty() && asked.stream().allMatch(Seen::isNotHere);
    }
}
