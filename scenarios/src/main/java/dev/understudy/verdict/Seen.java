package dev.understudy.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.contract.Operation;
import dev.understudy.contract.Reading;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A journal, sorted by exchanges, and what it is to be held against. */
public final class Seen {
    private final Contract contract;
    private final Terms terms;
    private final List<Exchange> exchanges;
    private final List<Entry.HeldUp> heldUp;

    public Seen(Contract contract, Terms terms, List<Entry> journal) {
        this.contract = contract;
        this.terms = terms;
        this.exchanges = Exchange.sort(journal);
        this.heldUp = journal.stream()
                .filter(Entry.HeldUp.class::isInstance)
                .map(Entry.HeldUp.class::cast)
                .toList();
    }

    public Contract contract() {
        return contract;
    }

    public Terms terms() {
        return terms;
    }

    /** All exchanges, in the order of their requests. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** How much later the second moment was, less what our own machine kept us waiting in between. Never negative. */
    Duration between(Duration first, Duration second) {
        var time = second.minus(first);
        for (var hold : heldUp) {
            var from = max(first, hold.at().minus(hold.time()));
            var to = second.compareTo(hold.at()) < 0 ? second : hold.at();
            time = to.compareTo(from) > 0 ? time.minus(to.minus(from)) : time;
        }
        return max(time, Duration.ZERO);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** How long the head of an answer took; none if there was no answer. */
    Duration headTime(Exchange exchange) {
        return exchange.response()
                .map(response -> between(exchange.request().at(), response.at()))
                .orElse(Duration.ZERO);
    }

    /** Exchanges that were for this, answered or not, but not put off. */
    List<Exchange> asked(String purpose) {
        return exchanges.stream()
                .filter(exchange -> exchange.label().purpose().equals(purpose) && !isPutOff(exchange))
                .toList();
    }

    /** Whether a rate limit was in the way; only where the limits are the subject that is an answer to the question. */
    static boolean isPutOff(Exchange exchange) {
        return exchange.status() == 429
                && !List.of("results-limited", "limit-again")
                        .contains(exchange.label().purpose());
    }

    /** Exchanges with an answer that were for this. */
    List<Exchange> of(String purpose) {
        return asked(purpose).stream()
                .filter(exchange -> exchange.status() != 0)
                .toList();
    }

    /** The first exchange for this about this job. */
    Optional<Exchange> of(String purpose, String job) {
        return of(purpose).stream()
                .filter(exchange -> exchange.label().job().equals(job))
                .findFirst();
    }

    /** Streams that were opened, whatever for. */
    List<Exchange> streams() {
        return exchanges.stream()
                .filter(exchange -> exchange.label().purpose().startsWith("stream") && exchange.status() == 200)
                .toList();
    }

    /** Streams on which at least one event came. */
    List<Exchange> streamsWithEvents() {
        return streams().stream().filter(stream -> !stream.events().isEmpty()).toList();
    }

    /** Streams whose timing nobody but the server has spoiled. */
    List<Exchange> undisturbedStreams() {
        return streams().stream()
                .filter(stream -> !stream.label().purpose().endsWith("-disturbed"))
                .toList();
    }

    /** The contract's message that the event is, by what it is on the wire. */
    Optional<Message> message(Entry.Event event) {
        return contract.messageOf(event.name(), event.data());
    }

    /** Whether it is the event by which a job succeeds: the first of those that end one. */
    boolean isSuccess(Entry.Event event) {
        var success = contract.messages().stream().filter(Message::endsJob).findFirst();
        return success.isPresent() && message(event).equals(success);
    }

    /** Whether the event ends its job. */
    boolean isFinal(Entry.Event event) {
        return message(event).filter(Message::endsJob).isPresent();
    }

    /** Whether the event concerns its connection only. */
    boolean isOfConnection(Entry.Event event) {
        return message(event)
                .filter(message -> message.end() == Message.End.CONNECTION)
                .isPresent();
    }

    /** The final event of a job, from whichever of its streams saw it first. */
    Optional<Entry.Event> finalEvent(String job) {
        return streams().stream()
                .filter(stream -> stream.label().job().equals(job))
                .flatMap(stream -> stream.events().stream())
                .filter(this::isFinal)
                .findFirst();
    }

    /**
     * What an answer tells of this, in the words of the contract's templates, such as {@code status} or {@code processed}; missing if
     * it does not. Errors tell {@code code} and the like.
     */
    JsonNode tells(Exchange exchange, String variable) {
        if (exchange.status() >= 400) {
            return contract.errorAnswers().find(variable, exchange.json());
        }
        return contract.operation(exchange.label().operation())
                .flatMap(Operation::role)
                .map(role -> contract.answers(role).find(variable, exchange.json()))
                .orElse(MissingNode.getInstance());
    }

    /** As above, as a text; empty if it does not tell. */
    String told(Exchange exchange, String variable) {
        return tells(exchange, variable).asText("");
    }

    /** What an event tells of this, in the words of the contract's templates; missing if it does not. */
    JsonNode tells(Entry.Event event, String variable) {
        return contract.payloads().find(variable, payload(event));
    }

    static JsonNode payload(Entry.Event event) {
        return Exchange.parse(event.data());
    }

    /**
     * How a job ended, as whoever watched it was told.
     *
     * @param state the job's state then, as {@code completed}
     */
    record Ending(String state, JsonNode payload, Reading reading) {
        /** What the last word tells of this, in the words of the contract's templates; missing if it does not. */
        JsonNode tells(String variable) {
            return reading.find(variable, payload);
        }
    }

    /** Tries to have a WebSocket, whatever for, answered or not. */
    List<Socket> upgrades() {
        return exchanges.stream()
                .filter(exchange -> exchange.label().purpose().startsWith("socket"))
                .map(exchange -> new Socket(contract, exchange))
                .toList();
    }

    /** WebSockets that were opened, whatever for. */
    List<Socket> sockets() {
        return upgrades().stream().filter(Socket::isOpened).toList();
    }

    /** WebSockets that were opened for this. */
    List<Socket> sockets(String purpose) {
        return sockets().stream()
                .filter(socket -> socket.exchange().label().purpose().equals(purpose))
                .toList();
    }

    /** WebSockets that were opened to this job. */
    List<Socket> socketsOf(String job) {
        return sockets().stream()
                .filter(socket -> socket.exchange().label().job().equals(job))
                .toList();
    }

    /** How a job ended, from whichever of its streams and WebSockets told it first. */
    Optional<Ending> ending(String job) {
        return finalEvent(job)
                .map(this::ending)
                .or(() -> socketsOf(job).stream()
                        .flatMap(socket -> socket.last().map(last -> ending(socket, last)).stream())
                        .findFirst());
    }

    private Ending ending(Socket socket, Entry.Message last) {
        var state = socket.event(last).map(Message::jobEvent).orElse(last.type());
        return new Ending(state, Socket.json(last), contract.payloads());
    }

    private Ending ending(Entry.Event event) {
        return new Ending(
                message(event).map(Message::jobEvent).orElse(event.name()), payload(event), contract.payloads());
    }

    /** How a job ended, if it was in this state. */
    Optional<Ending> ending(String job, String state) {
        return ending(job).filter(ending -> ending.state().equals(state));
    }
}
