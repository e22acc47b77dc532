package dev.understudy.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person probably meant by a word that is not known. */
public final class NearestWord {
    private NearestWord() {}

    /** The known word with the fewest edits to the given one; empty if all are too far away to be a slip. */
    public static Optional<String> to(String word, Collection<String> known) {
        int reach = Math.max(1, Math.min(3, word.length() / 2));
        return known.stream()
                // A word of very different length cannot be near, and need not be compared letter by letter.
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= reach)
                .filter(candidate -> edits(word, candidate) <= reach)
                .min(Comparator.comparingInt((String candidate) -> edits(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Advice for an unknown word: the nearest one if there is one, and all that are possible. */
    public static String advice(String word, Collection<String> known) {
        var all = "Use one of: " + String.join(", ", known) + ".";
        return to(word, known)
                .map(near -> "Did you mean '" + near + "'? " + all)
                .orElse(all);
    }

    /** Levenshtein's distance, where swapping two neighbours counts as one edit and case does not count. */
    private static int edits(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
