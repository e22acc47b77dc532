package dev.understudy.verdict;

import java.util.List;
import java.util.stream.Stream;

/** All checks of rules that bind the server. The order is that of the reports. */
public final class ServerChecks {
    public static final List<Check> ALL = Stream.of(
                    CreateChecks.ALL,
                    AnswerChecks.ALL,
                    StreamChecks.ALL,
                    OrderChecks.ALL,
                    ResumeChecks.ALL,
                    ListenerChecks.ALL,
                    PromptChecks.ALL,
                    ResultChecks.ALL,
                    LimitChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private ServerChecks() {}
}
