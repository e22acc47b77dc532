package dev.understudy.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Dialect;
import dev.understudy.contract.Message;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A try to have a WebSocket, and what was said on it.
 *
 * @param exchange the upgrade request and everything behind it
 */
record Socket(Contract contract, Exchange exchange) {
    static final int SWITCHED = 101;

    /** Whether it was let in. */
    boolean isOpened() {
        return exchange.status() == SWITCHED;
    }

    /** When it was asked for. */
    Duration begun() {
        return exchange.request().at();
    }

    /** Whether the client ended it: its close frame came first, or it went without one. */
    boolean wasLeft() {
        var theirs = goodbye(Entry.Side.CLIENT).map(Entry.CloseFrame::at);
        var ours = goodbye(Entry.Side.SERVER).map(Entry.CloseFrame::at);
        return exchange.endedHow(Entry.How.LEFT)
                || theirs.filter(at ->
                                ours.filter(other -> other.compareTo(at) <= 0).isEmpty())
                        .isPresent();
    }

    /** What the query has under this name. */
    Optional<String> query(String name) {
        return Stream.of(exchange.request().target().split("[?&]", -1))
                .skip(1)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** Whether the client says that it comes back. */
    boolean saysBack() {
        return contract.webSocket()
                .flatMap(terms -> terms.reconnect())
                .filter(words ->
                        query(words.query()).filter(words.value()::equals).isPresent())
                .isPresent();
    }

    /** The token that it came with, as a fingerprint; empty if with none. */
    String shownToken() {
        var name = contract.webSocket().flatMap(terms -> terms.token().query()).orElse("token");
        return query(name).orElse(exchange.request().headers().getOrDefault("sec-websocket-protocol", ""));
    }

    /** When it was let in. */
    Duration openedAt() {
        return exchange.response().orElseThrow().at();
    }

    /** When it was over; empty while it is open. */
    Optional<Duration> over() {
        return exchange.over();
    }

    /** What one side has said. */
    List<Entry.Message> said(Entry.Side side) {
        return exchange.all(Entry.Message.class).stream()
                .filter(message -> message.from() == side)
                .toList();
    }

    /** What the server has said about the job, other than about this connection. */
    List<Entry.Message> aboutJob() {
        return said(Entry.Side.SERVER).stream()
                .filter(message -> event(message).isPresent())
                .toList();
    }

    /** The message with which the job's end was told. */
    Optional<Entry.Message> last() {
        return said(Entry.Side.SERVER).stream().filter(this::endsJob).findFirst();
    }

    boolean endsJob(Entry.Message message) {
        return event(message).filter(Message::endsJob).isPresent();
    }

    /** The contract's message that tells this event of the job; of several with that name, the one that looks most like it. */
    Optional<Message> event(Entry.Message message) {
        Optional<Message> best = Optional.empty();
        for (var candidate : events(message.type())) {
            if (best.isEmpty() || likeness(candidate, message) > likeness(best.get(), message)) {
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    private List<Message> events(String type) {
        return contract.dialects().stream()
                .flatMap(dialect -> dialect.events().values().stream())
                .filter(message -> message.name().equals(type))
                .toList();
    }

    private static int likeness(Message candidate, Entry.Message message) {
        return likeness(candidate.payload(), json(message));
    }

    /** How many texts of the template, which are no variables, the body has in the same place. */
    private static int likeness(JsonNode template, JsonNode body) {
        if (template.isTextual()) {
            return template.equals(body) ? 1 : 0;
        }
        return template.properties().stream()
                .mapToInt(field -> likeness(field.getValue(), body.path(field.getKey())))
                .sum();
    }

    /** All that a message of the server with this type can be. */
    List<Message> candidates(String type) {
        return contract.dialects().stream()
                .flatMap(dialect -> dialect.messages().values().stream())
                .filter(message -> message.name().equals(type))
                .distinct()
                .toList();
    }

    /** What the client has said that has this effect. */
    Stream<Entry.Message> said(ClientMessage.Effect effect) {
        return said(Entry.Side.CLIENT).stream()
                .filter(message -> known(message).anyMatch(meant -> meant.does() == effect));
    }

    /** What a message of the client can mean, in any dialect. */
    Stream<ClientMessage> known(Entry.Message message) {
        return contract.dialects().stream().flatMap(dialect -> known(dialect, message));
    }

    /** What a message of the client can mean in this dialect. */
    static Stream<ClientMessage> known(Dialect dialect, Entry.Message message) {
        return dialect.fromClient().stream().filter(meant -> meant.fits(message.text()) || meant.fits(json(message)));
    }

    /** The first close frame of one side. */
    Optional<Entry.CloseFrame> goodbye(Entry.Side side) {
        return exchange.all(Entry.CloseFrame.class).stream()
                .filter(frame -> frame.from() == side)
                .findFirst();
    }

    /** What a message tells of this, in the words of the contract's templates; missing if it does not. */
    JsonNode tells(Entry.Message message, String variable) {
        return contract.payloads().find(variable, json(message));
    }

    static JsonNode json(Entry.Message message) {
        return Exchange.parse(message.text());
    }

    @Override
    public String toString() {
        return exchange.toString();
    }
}
