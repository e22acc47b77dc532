package dev.understudy.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, by trial, figure and server; prints the medians of all rounds. */
final class Figures {
    private static final String LINE = "%-44s %12s %12s %8s%n";

    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

    /** Notes a figure; two figures of the same trial and name are two rounds. */
    void add(String trial, String figure, Contender of, double value) {
        rows.computeIfAbsent(trial + ": " + figure, key -> new LinkedHashMap<>())
                .computeIfAbsent(of.name(), key -> new ArrayList<>())
                .add(value);
    }

    /** A line for each figure: the bare server's median, the mock's, and how many times the one is the other. */
    String table() {
        var table = new StringBuilder(String.format(Locale.ROOT, LINE, "", "bare", "mock", "ratio"));
        rows.forEach((row, values) -> {
            double bare = median(values.getOrDefault(Contender.BARE, List.of()));
            double mock = median(values.getOrDefault(Contender.MOCK, List.of()));
            table.append(String.format(Locale.ROOT, LINE, row, number(bare), number(mock), ratio(mock / bare)));
        });
        return table.toString();
    }

    private static String ratio(double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, value >= 1000 ? "%.0f" : "%.2f", value);
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
