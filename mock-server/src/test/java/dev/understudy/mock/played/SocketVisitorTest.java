package dev.understudy.mock.played;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.mock.Rehearsal;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read of a story that is told over WebSockets: its transcript, and what {@code play} writes. */
class SocketVisitorTest {
    private static final String STORY =
            "job: {items: 2, timeline: [initialized, {after: 1s, processing: {processed: 1}}, {after: 1s, completed}]}\n";

    @TempDir
    Path folder = Path.of("");

    /** The small contract without its stream. */
    private Contract contract() throws IOException {
        var from = Path.of("src", "test", "resources", "packs", "sockets");
        for (var name : List.of("openapi.yaml", "asyncapi.yaml", "rules.yaml")) {
            var text = Files.readString(from.resolve(name)).replace("x-job: stream", "x-other: stream");
            Files.writeString(folder.resolve(name), text);
        }
        return Contract.load(folder.toString());
    }

    private static Scenario scenario(Contract contract, Path folder, String connections) throws IOException {
        var file = folder.resolve("odd.yaml");
        Files.writeString(file, "id: odd\ntitle: T\nabout: A\n" + STORY + "connections: [" + connections + "]\n");
        return new ScenarioReader(contract).read(file);
    }

    private String transcript(String connections) throws IOException {
        var contract = contract();
        var transcript = new Transcript("odd");
        SocketVisitor.visits(contract, scenario(contract, folder, connections)).forEach(visit -> {
            transcript.visit(visit);
            transcript.ending(visit);
        });
        return transcript.toString();
    }

    @Test
    void a_client_by_the_book_says_it_is_ready_comes_back_and_answers_the_end() throws IOException {
        assertThat(transcript("{faults: [{when: {event: 2, byte: 4}, do: reset}]}, {}"))
                .isEqualTo("""
                odd

                connection 1 at 0 ms
                      0 ! the client says ready
                      0 \\x81"{"type":"connected","jobId":"odd"}
                      0 \\x81${"type":"ready_ack","token":"token"}
                      0 \\x81l{"type":"job_started","jobId":"odd","pipeline":"csv_import","timestamp":1767225600000,"payload":{"total":2}}
                   1000 \\x81N{"
                   1000 ! reset
                   1000 [reset]
                    => is reset

                connection 2 at 2000 ms
                   2000 ! the client says ready
                   2000 \\x81"{"type":"connected","jobId":"odd"}
                   2000 \\x81${"type":"ready_ack","token":"token"}
                   2000 \\x81~\\u0000\\x81{"type":"job_complete","jobId":"odd","payload":{"succeeded":2,"failed":0,"duration":2000,"expiresAt":"2026-01-01T02:00:02.000Z"}}
                   3000 \\x88\\u000F\\u0003\\xE8Job completed
                   3000 [awaitend]
                    => is closed by both sides: 1000 Job completed
                """);
    }

    @Test
    void where_nothing_is_told_unasked_it_asks_every_second() throws IOException {
        assertThat(transcript("{websocket: {dialect: v1}}")).isEqualTo("""
                odd

                connection 1 at 0 ms
                      0 ! the client says ready
                      0 \\x81${"type":"ready_ack","token":"token"}
                   1000 ! the client says get_status
                   1000 \\x81+{"type":"progress","data":{"progress":0.5}}
                   2000 ! the client says get_status
                   2000 \\x81&{"type":"complete","data":{"total":2}}
                   3000 \\x88\\u000F\\u0003\\xE8Job completed
                   3000 [awaitend]
                    => is closed by both sides: 1000 Job completed
                """);
    }

    @Test
    void play_writes_the_messages_as_lines() throws IOException {
        var contract = contract();
        var played = Rehearsal.of(contract, scenario(contract, folder, "{}"), 1).bytes();
        assertThat(new String(played, StandardCharsets.UTF_8)).isEqualTo("""
                {"type":"connected","jobId":"odd"}
                {"type":"ready_ack","token":"token"}
                {"type":"job_started","jobId":"odd","pipeline":"csv_import","timestamp":1767225600000,"payload":{"total":2}}
                {"type":"job_progress","jobId":"odd","payload":{"progress":0.5,"processed":1}}
                {"type":"job_complete","jobId":"odd","payload":{"succeeded":2,"failed":0,"duration":2000,"expiresAt":"2026-01-01T02:00:02.000Z"}}
                (close 1000 Job completed)
                """);
    }
}
