package dev.understudy.network.toxiproxy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A path, the methods it takes, and who answers.
 *
 * @param methods none means any
 */
record Route(Pattern path, Set<String> methods, Answer answer) {
    /** Answers a request; may be called by many threads. */
    interface Answer {
        Reply to(Request request) throws IOException;
    }

    Route {
        methods = Set.copyOf(methods);
    }

    /** A route in which {@code {name}} is anything without a slash. */
    static Route of(String methods, String path, Answer answer) {
        var pattern = Pattern.compile(path.replaceAll("\\{\\w+}", "([^/]+)"));
        return new Route(pattern, methods.equals("*") ? Set.of() : Set.of(methods.split(" ")), answer);
    }

    boolean takes(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    /** What stands in the path's variables, or empty if it is another path. */
    Optional<List<String>> match(String decodedPath) {
        var matcher = path.matcher(decodedPath);
        return matcher.matches()
                ? Optional.of(IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toList())
                : Optional.empty();
    }
}
