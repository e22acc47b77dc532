package dev.understudy.verdict;

import java.util.List;
import java.util.stream.Stream;

/** All checks of rules that bind the client. The order is that of the reports. */
final class ClientChecks {
    static final List<ClientCheck> ALL = Stream.of(
                    ReturnChecks.ALL,
                    StopChecks.ALL,
                    PaceChecks.ALL,
                    RequestChecks.ALL,
                    JobChecks.ALL,
                    SocketTalkChecks.ALL,
                    SocketReturnChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private ClientChecks() {}
}
