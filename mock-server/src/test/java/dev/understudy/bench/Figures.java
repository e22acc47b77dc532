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
    private final String reference;
    private final String ours;

    /** None yet, of these two. */
    Figures(String reference, String ours) {
        this.reference = reference;
        this.ours = ours;
    }

    /** A count. */
    void add(String trial, String figure, String contender, long count) {
        add(trial, figure, contender, (double) count);
    }

    /** Notes a figure; two figures of the same trial and name are two rounds. */
    void add(String trial, String figure, Contender of, double value) {
        add(trial, figure, of.name(), value);
    }

    void add(String trial, String figure, String of, double value) {
        rows.computeIfAbsent(trial + ": " + figure, key -> new LinkedHashMap<>())
                .computeIfAbsent(of, key -> new ArrayList<>())
                .add(value);
    }

    /** A line for each figure: the median of the reference, ours, and how many times the one is the other. */
    String table() {
        var table = new StringBuilder(String.format(Locale.ROOT, LINE, "", reference, ours, "ratio"));
        rows.forEach((row, values) -> {
            double theirs = median(values.getOrDefault(reference, List.of()));
            double own = median(values.getOrDefault(ours, List.of()));
            table.append(String.format(Locale.ROOT, LINE, row, number(theirs), number(own), ratio(own / theirs)));
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
