package dev.understudy.verdict;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client did while a scenario was played to it, as the server's journal has it: its requests by what they were for, its
 * tries to listen by job. Sorted once, read by all checks.
 */
final class Conduct {
    private final Contract contract;
    private final Scenario scenario;
    private final Yardstick yardstick;
    private final Duration until;
    private final Duration lastEntry;
    private final List<Exchange> exchanges;
    private final List<String> mishaps;
    private final Map<String, List<Exchange>> byPurpose = new HashMap<>();
    private final List<Watch> watches;
    private final List<SocketWatch> socketWatches;

    /**
     * Sorts a journal.
     *
     * @param until how long the client was watched, on the journal's clock
     */
    Conduct(Contract contract, Scenario scenario, Yardstick yardstick, List<Entry> journal, Duration until) {
        this.contract = contract;
        this.scenario = scenario;
        this.yardstick = yardstick;
        this.until = until;
        this.lastEntry = journal.isEmpty()
                ? Duration.ZERO
                : journal.get(journal.size() - 1).at();
        this.exchanges = Exchange.sort(journal);
        this.mishaps = journal.stream()
                .filter(Entry.Mishap.class::isInstance)
                .map(entry -> ((Entry.Mishap) entry).what())
                .toList();
        exchanges.forEach(exchange -> byPurpose
                .computeIfAbsent(exchange.label().purpose(), purpose -> new ArrayList<>())
                .add(exchange));
        this.socketWatches = sortSockets();
        this.watches = new WatchSorter(scenario, contract).sort(of(JobRole.STREAM));
    }

    Contract contract() {
        return contract;
    }

    Scenario scenario() {
        return scenario;
    }

    Yardstick yardstick() {
        return yardstick;
    }

    /** How long the client was watched. */
    Duration until() {
        return until;
    }

    /** When the last thing happened. */
    Duration lastEntry() {
        return lastEntry;
    }

    /** All exchanges, in the order of their requests. */
    List<Exchange> exchanges() {
        return exchanges;
    }

    /** What went wrong on our side. */
    List<String> mishaps() {
        return mishaps;
    }

    /** Requests for this part of a job's life, answered or not. */
    List<Exchange> of(JobRole role) {
        return byPurpose.getOrDefault(role.word(), List.of());
    }

    /** Requests for this part of one job's life. */
    List<Exchange> of(JobRole role, String job) {
        return of(role).stream()
                .filter(exchange -> exchange.label().job().equals(job))
                .toList();
    }

    /** Whether the client asked for a job's status or results, or to cancel it, at this time or later. */
    boolean asksOtherwise(String job, Duration since) {
        return Stream.of(JobRole.STATUS, JobRole.RESULTS, JobRole.CANCEL)
                .flatMap(role -> of(role, job).stream())
                .anyMatch(exchange -> exchange.request().at().compareTo(since) >= 0);
    }

    /** The tries to listen, by job. */
    List<Watch> watches() {
        return watches;
    }

    /** The tries to have a WebSocket, by job. */
    List<SocketWatch> socketWatches() {
        return socketWatches;
    }

    /** WebSockets that were opened. */
    List<Socket> openedSockets() {
        return socketWatches.stream()
                .flatMap(watch -> watch.tries().stream())
                .filter(Socket::isOpened)
                .toList();
    }

    /** Tries to have a WebSocket that followed another one of the same job. */
    List<SocketWatch.Return> socketReturns() {
        return socketWatches.stream().flatMap(watch -> watch.returns().stream()).toList();
    }

    /** Which of its job's tries to have a WebSocket this is, from 1. */
    int numberOf(Socket socket) {
        return socketWatches.stream()
                .map(watch -> watch.tries().indexOf(socket) + 1)
                .filter(number -> number > 0)
                .findFirst()
                .orElse(1);
    }

    private List<SocketWatch> sortSockets() {
        var byJob = new LinkedHashMap<String, List<Socket>>();
        of(JobRole.WEBSOCKET)
                .forEach(exchange -> byJob.computeIfAbsent(exchange.label().job(), job -> new ArrayList<>())
                        .add(new Socket(contract, exchange)));
        return byJob.entrySet().stream()
                .map(entry -> new SocketWatch(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Tries that followed another one of the same job. */
    List<Watch.Return> returns() {
        return watches.stream().flatMap(watch -> watch.returns().stream()).toList();
    }

    /** When the end of a job was first shown on a stream or a WebSocket. */
    Optional<Duration> endShown(String job) {
        var streams = watches.stream()
                .filter(watch -> watch.job().equals(job))
                .flatMap(watch -> watch.attempts().stream())
                .flatMap(attempt -> attempt.reading().finalEvent().stream())
                .map(Entry.Event::at);
        var sockets = socketWatches.stream()
                .filter(watch -> watch.job().equals(job))
                .flatMap(watch -> watch.tries().stream())
                .flatMap(socket -> socket.last().stream())
                .map(Entry.Message::at);
        return Stream.concat(streams, sockets).min(Duration::compareTo);
    }

    /** Create requests that made a job. */
    List<Exchange> created() {
        return of(JobRole.CREATE).stream()
                .filter(create -> create.status() / 100 == 2 && !jobOf(create).isEmpty())
                .toList();
    }

    /** The id of the job that a create request made; empty if its answer has none. */
    static String jobOf(Exchange create) {
        return answered(create, "jobId");
    }

    /** A field of an answer's data, or of the answer itself where a contract has no envelope. */
    static String answered(Exchange exchange, String field) {
        return exchange.told(field);
    }

    /** Whether the status word means that the job is over. */
    boolean isFinal(String status) {
        return contract.isFinalStatus(status);
    }
}
