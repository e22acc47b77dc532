package dev.understudy.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be used. Holds every problem that was found in it, in the order of the text. */
public final class InvalidDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidDocumentException(List<Problem> problems) {
        super(sorted(problems).stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = sorted(problems);
    }

    /** Files in the order in which they were given, each from top to bottom. */
    private static List<Problem> sorted(List<Problem> problems) {
        var files = problems.stream()
                .map(problem -> problem.location().file())
                .distinct()
                .toList();
        return problems.stream()
                .sorted(Comparator.comparingInt((Problem problem) ->
                                files.indexOf(problem.location().file()))
                        .thenComparingInt(problem -> problem.location().line())
                        .thenComparingInt(problem -> problem.location().column()))
                .toList();
    }

    public InvalidDocumentException(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }
}
