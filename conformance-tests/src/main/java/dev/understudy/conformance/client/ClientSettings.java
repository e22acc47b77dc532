package dev.understudy.conformance.client;

import dev.understudy.contract.Contract;
import dev.understudy.verdict.Yardstick;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How clients are judged.
 *
 * @param contract the name of a bundled pack, or a folder
 * @param only ids, groups or tags of scenarios; empty means all
 * @param scenarioFolders folders of a person's own scenarios
 * @param yardstick what kind of client it is
 * @param parallel how many programs play at the same time
 * @param limit how long a client may take for one scenario; then it is ended, and judged by what it did until then
 * @param mostRequests how many requests a client may send in one scenario; then it is ended
 * @param speed how many seconds of a job pass in a real one; above 1 only for clients whose own waiting can be short
 * @param seed what ids are made from
 */
public record ClientSettings(
        String contract,
        List<String> only,
        List<Path> scenarioFolders,
        Yardstick yardstick,
        int parallel,
        Duration limit,
        int mostRequests,
        double speed,
        long seed) {
    private static final int PARALLEL = 64;
    private static final int MOST_REQUESTS = 200;

    public ClientSettings {
        only = List.copyOf(only);
        scenarioFolders = List.copyOf(scenarioFolders);
    }

    /** The whole catalogue, 64 programs at a time, half a minute and 200 requests each, in real time. */
    public static ClientSettings defaults() {
        return new ClientSettings(
                Contract.DEFAULT,
                List.of(),
                List.of(),
                Yardstick.WHATWG,
                PARALLEL,
                Duration.ofSeconds(30),
                MOST_REQUESTS,
                1,
                1);
    }
}
