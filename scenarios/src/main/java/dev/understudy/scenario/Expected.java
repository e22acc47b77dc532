package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Words;
import dev.understudy.yaml.Location;
import java.util.List;

/**
 * An expectation as it stands in a file.
 *
 * @param word the word that it was said with
 */
public record Expected<T>(String word, T what, Location where) {
    static <T> List<Expected<T>> read(KindFamily<T> family, List<Words> entries) {
        return entries.stream()
                .map(entry -> new Expected<>(word(family, entry), family.read(entry), entry.where()))
                .toList();
    }

    private static String word(KindFamily<?> family, Words entry) {
        return family.kinds().stream()
                .<String>map(Kind::word)
                .filter(word -> entry.isText(word) || entry.has(word))
                .findFirst()
                .orElseThrow();
    }
}
