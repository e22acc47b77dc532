package dev.understudy.mock.http;

import dev.understudy.contract.JobRole;
import java.util.Map;

/** Which endpoint serves which part of a job's life. */
final class Endpoints {
    static final Map<JobRole, Endpoint> ALL = Map.of(
            JobRole.CREATE, new CreateEndpoint(),
            JobRole.STATUS, new StatusEndpoint(),
            JobRole.STREAM, new StreamEndpoint(),
            JobRole.WEBSOCKET, new WebSocketEndpoint(),
            JobRole.RESULTS, new ResultsEndpoint(),
            JobRole.CANCEL, new CancelEndpoint(),
            JobRole.REFRESH_TOKEN, new RefreshTokenEndpoint());

    private Endpoints() {}
}
