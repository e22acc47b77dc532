package dev.understudy.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Servers of a small contract with a WebSocket, which play a scenario of a test's own. */
final class Sockets {
    static final String CONTRACT = "src/test/resources/packs/sockets";
    static final String PATH = "/ws/progress?jobId=odd&token=mock-token";

    private Sockets() {}

    /** A server that plays these words under the id {@code odd}; its clock stands still. */
    static MockServer odd(Path folder, String rest) throws IOException {
        Files.writeString(folder.resolve("odd.yaml"), "id: odd\ntitle: T\nabout: A\n" + rest);
        return MockServer.start(Mocks.still()
                .withContract(CONTRACT)
                .withScenarioFolders(List.of(folder), true)
                .withScenario("odd"));
    }

    /** A job of three items in three seconds, and what its connection does. */
    static MockServer job(Path folder, String connection) throws IOException {
        return odd(
                folder,
                "job: {items: 3, timeline: [initialized, {after: 1s, processing: {processed: 1}},"
                        + " {after: 1s, processing: {processed: 2}}, {after: 1s, completed}]}\nconnections: ["
                        + connection + "]\n");
    }

    static RawWebSocket open(MockServer mock) throws IOException {
        return RawWebSocket.ask(mock.baseUri(), PATH);
    }

    static RawWebSocket comeBack(MockServer mock) throws IOException {
        return RawWebSocket.ask(mock.baseUri(), PATH + "&reconnect=true");
    }
}
