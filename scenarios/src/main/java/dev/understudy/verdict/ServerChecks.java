package dev.understudy.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All checks of rules that bind the server. The order is that of the reports. */
public final class ServerChecks {
    private static final Map<Class<?>, List<Check>> BY_FILE = byFile();

    /** Every check. */
    public static final List<Check> ALL =
            BY_FILE.values().stream().flatMap(List::stream).toList();

    private ServerChecks() {}

    private static Map<Class<?>, List<Check>> byFile() {
        var files = new LinkedHashMap<Class<?>, List<Check>>();
        files.put(CreateChecks.class, CreateChecks.ALL);
        files.put(AnswerChecks.class, AnswerChecks.ALL);
        files.put(StreamChecks.class, StreamChecks.ALL);
        files.put(PromptChecks.class, PromptChecks.ALL);
        files.put(OrderChecks.class, OrderChecks.ALL);
        files.put(ResumeChecks.class, ResumeChecks.ALL);
        files.put(ListenerChecks.class, ListenerChecks.ALL);
        files.put(GoneChecks.class, GoneChecks.ALL);
        files.put(ResultChecks.class, ResultChecks.ALL);
        files.put(LimitChecks.class, LimitChecks.ALL);
        files.put(SessionChecks.class, SessionChecks.ALL);
        files.put(HandshakeChecks.class, HandshakeChecks.ALL);
        files.put(SocketChecks.class, SocketChecks.ALL);
        files.put(SocketEndChecks.class, SocketEndChecks.ALL);
        files.put(BothWaysChecks.class, BothWaysChecks.ALL);
        files.put(SloChecks.class, SloChecks.ALL);
        return files;
    }

    /** The class that holds the check of a rule, for people who want to read it. */
    public static Optional<String> home(String rule) {
        return BY_FILE.entrySet().stream()
                .filter(file ->
                        file.getValue().stream().anyMatch(check -> check.rule().equals(rule)))
                .map(file -> file.getKey().getName())
                .findFirst();
    }
}
