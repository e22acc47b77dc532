package dev.understudy.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a contract says of its WebSocket beside messages; {@code x-websocket}.
 *
 * @param ready how long messages wait for a client that says it is ready; zero for not at all
 * @param keepAlive the longest silence of the server
 * @param maxBytes the largest message of a client
 * @param type where a message says what it is
 * @param clients what is asked of clients
 * @param closes how the connection is closed, by reason: a job event that ends the job, or one of {@link WebSocketReader#REASONS}
 */
public record WebSocketTerms(
        Token token,
        Optional<Reconnect> reconnect,
        Duration ready,
        Optional<Duration> keepAlive,
        int maxBytes,
        JsonPointer type,
        Map<String, Closing> closes,
        Clients clients) {
    /** How it is closed where the contract says nothing of it (RFC 6455, 7.4.1). */
    private static final Map<String, Integer> USUAL = Map.of(
            "not-json", 1002,
            "no-type", 1002,
            "unknown-type", 1002,
            "malformed", 1002,
            "protocol-error", 1002,
            "not-utf8", 1007,
            "too-large", 1009,
            "internal-error", 1011);

    private static final int NORMAL = 1000;

    public WebSocketTerms {
        closes = Map.copyOf(closes);
    }

    /**
     * How a client shows its token.
     *
     * @param query the parameter that it may be in
     * @param subprotocol stands before it in an entry of Sec-WebSocket-Protocol
     * @param required whether nobody gets in without
     * @param once whether it lets in one connection only
     */
    public record Token(Optional<String> query, Optional<String> subprotocol, boolean required, boolean once) {}

    /**
     * How a client comes back.
     *
     * @param query the parameter that says so
     * @param value what it is then
     * @param grace how long after its last connection it may
     */
    public record Reconnect(String query, String value, Duration grace) {}

    /**
     * What is asked of clients.
     *
     * @param tries how often in a row they may fail to connect; 0 for any number
     * @param pause between a try that failed and the next
     * @param waits how long they stay away after a close code
     * @param poll between two requests for the status while there is no connection
     */
    public record Clients(int tries, Duration pause, Map<Integer, Duration> waits, Duration poll) {
        /** Nothing is. */
        public static final Clients NOTHING = new Clients(0, Duration.ZERO, Map.of(), Duration.ZERO);

        public Clients {
            waits = Map.copyOf(waits);
        }

        /** How long to stay away after this close code. */
        public Duration waitAfter(int code) {
            return waits.getOrDefault(code, Duration.ZERO);
        }
    }

    /**
     * A close frame.
     *
     * @param reason may have {@code {names}} in it
     * @param after how long it waits for, after the last message
     */
    public record Closing(int code, String reason, Duration after) {}

    /** The words for why a connection is closed. */
    public static List<String> reasons() {
        return Stream.concat(Stream.of("completed", "failed", "canceled"), WebSocketReader.REASONS.stream())
                .toList();
    }

    /** The same, with these codes instead, by reason. */
    public WebSocketTerms closingWith(Map<String, Integer> codes) {
        if (codes.isEmpty()) {
            return this;
        }
        var changed = new LinkedHashMap<>(closes);
        codes.forEach((why, code) -> changed.put(
                why, new Closing(code, closing(why).reason(), closing(why).after())));
        return new WebSocketTerms(token, reconnect, ready, keepAlive, maxBytes, type, changed, clients);
    }

    /** How the connection is closed for this reason. */
    public Closing closing(String reason) {
        var usual = new Closing(USUAL.getOrDefault(reason, NORMAL), "", Duration.ZERO);
        return closes.getOrDefault(reason, usual);
    }

    /** How it is closed when a client sends bytes that are no text; empty if they may be text nevertheless. */
    public Optional<Closing> binary() {
        return Optional.ofNullable(closes.get("binary"));
    }

    /** What a message says that it is; empty if it does not. */
    public String typeOf(JsonNode message) {
        return message.at(type).asText("");
    }
}
