package dev.understudy.conformance.cli;

import dev.understudy.yaml.NearestWord;
import java.util.List;
import java.util.Optional;

/** Names of cases, tags and rules that a person gave. */
final class Selection {
    private Selection() {}

    /** What to say about the first name that is not known. */
    static Optional<String> unknown(List<String> names, List<String> known) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "There is no case, tag or rule '" + name + "'. "
                        + NearestWord.to(name, known)
                                .map(near -> "Did you mean '" + near + "'? ")
                                .orElse("")
                        + "The command 'list' shows all.");
    }
}
