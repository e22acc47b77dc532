package dev.understudy.scenario;

import java.util.List;

/** What a scenario expects of either side, beyond the contract's rules. */
public record Expectations(List<Expected<ClientExpectation>> client, List<Expected<ServerExpectation>> server) {
    public Expectations {
        client = List.copyOf(client);
        server = List.copyOf(server);
    }
}
