package dev.understudy.mock.job;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Dialect;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.FaultAction;
import dev.understudy.scenario.JobEvent;
import dev.understudy.scenario.Scenario;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One job: it was created, its log says what happens to it, and it can be canceled.
 *
 * <p>Safe for any number of threads: the job's own lock guards what changes.
 */
public final class Job {
    private final String id;
    private final String pipeline;
    private final Scenario scenario;
    private final JobInput input;
    private final PayloadTexts texts;
    private final JobClock clock;
    private final Duration createdAt;
    private final Teller teller;
    private final StoryWriter story;
    private final EventLog log = new EventLog();
    private final Hold hold;
    private final Map<String, Integer> snapshots = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private String token;
    private String tokenBefore;
    private Duration tokenAt;
    private int connections;
    private int webSockets;
    /** Made when the first one comes: most jobs never have any. */
    private @Nullable Seats seats;

    private volatile boolean watched;

    Job(Stories stories, JobClock clock, JobSeed seed) {
        this(stories, clock, seed, 0);
    }

    /** A job whose story is held before this event, from 1; 0 for none. */
    Job(Stories stories, JobClock clock, JobSeed seed, int holdBefore) {
        this.id = seed.id();
        this.pipeline = seed.pipeline();
        this.scenario = seed.scenario();
        this.input = seed.input();
        this.token = seed.token();
        this.tokenBefore = token;
        this.texts = stories.texts();
        this.clock = clock;
        this.createdAt = clock.now().minus(scenario.job().age());
        this.tokenAt = createdAt;
        int total = scenario.job()
                .items()
                .orElse(input.isEmptyFile() ? 0 : Math.max(1, input.items().size()));
        this.story = new StoryWriter(texts, seed, total, createdAt);
        this.teller = new Teller(texts, clock, seed, PayloadTexts.escaped(id), createdAt);
        this.hold = new Hold(log, holdBefore);
        hold.append(Line.told(stories.begin(story, seed, total, clock.now()), teller), story.isComplete());
    }

    public String id() {
        return id;
    }

    public String pipeline() {
        return pipeline;
    }

    public Contract contract() {
        return texts.contract();
    }

    /** The messages that its scenario speaks of. */
    public Dialect dialect() {
        return contract().dialect(scenario.job().dialect());
    }

    /** A scenario's own text with the job's id filled in. */
    public String filled(String text) {
        return teller.filled(text);
    }

    public Scenario scenario() {
        return scenario;
    }

    public JobInput input() {
        return input;
    }

    /** Whether its contract shows listeners only what happens while they listen. */
    public boolean isLive() {
        return texts.contract().streamForm().live();
    }

    public EventLog log() {
        return log;
    }

    public Duration createdAt() {
        return createdAt;
    }

    /** Messages about this job that concern one connection only. */
    public ConnectionMessages messages() {
        return new ConnectionMessages(teller, this);
    }

    /** What the job is at this time. */
    public JobState state(Duration now) {
        int happened = log.happened(now);
        return happened == 0
                ? story.stateAtStart()
                : log.entry(happened - 1).orElseThrow().state();
    }

    /** Whether it was listened to before anybody has made it. */
    synchronized boolean isAwaited() {
        return input.isNothing() && hold.isHolding() && log.size() == 0;
    }

    /** It is made now; held before this event from now on, 0 for none. */
    synchronized void begin(int holdBefore) {
        hold.release(clock.now());
        if (holdBefore > 0) {
            hold.before(holdBefore, clock.now());
        }
    }

    /** Whether the first listener came with it, and so has missed nothing. */
    public synchronized boolean beganWithListener() {
        return input.isNothing() && connections <= 1;
    }

    /** The number that the next connection of this kind will have. */
    public synchronized int nextConnection(Carrier carrier) {
        return 1 + (carrier == Carrier.WEBSOCKET ? webSockets : connections - webSockets);
    }

    /** Another connection was opened; its number among those of its kind, from 1. */
    public int connect(Carrier carrier) {
        synchronized (this) {
            connections++;
            webSockets += carrier == Carrier.WEBSOCKET ? 1 : 0;
            if (!story.isComplete() && !log.isComplete()) {
                var more = story.write(connections, clock.now().minus(hold.delay()));
                hold.append(Line.told(more, teller.later(hold.delay())), story.isComplete());
            }
            return carrier == Carrier.WEBSOCKET ? webSockets : connections - webSockets;
        }
    }

    /** What the next stream connection meets before its request is read; then that was it. */
    synchronized Optional<FaultAction> metAtTheDoor() {
        var met = scenario.connection(connections - webSockets + 1).faults().stream()
                .filter(fault -> fault.when().beforeRequest())
                .map(ConnectionPlan.Fault::what)
                .findFirst();
        met.ifPresent(fault -> connect(Carrier.STREAM));
        return met;
    }

    /** Who is connected by WebSocket, and may come back. */
    public synchronized Seats seats() {
        if (seats == null) {
            seats = new Seats();
        }
        return seats;
    }

    /** A stream was opened: somebody watches, or has. Whoever was refused has seen nothing. */
    public void watch() {
        watched = true;
    }

    /** Whether a stream was ever opened. */
    boolean isWatched() {
        return watched;
    }

    /** How many stream connections there have been. */
    public synchronized int connections() {
        return connections;
    }

    /** The number of this call of its kind, from 1. */
    public synchronized int countCall(String role) {
        return calls.merge(role, 1, Integer::sum);
    }

    /** Ends the job now, unless it has ended. */
    public synchronized void cancel() {
        if (texts.contract().message("canceled").isPresent()) {
            log.interrupt(clock::now, now -> {
                var state = state(now);
                return state.isFinished()
                        ? Optional.empty()
                        : Optional.of(happening(JobEvent.plain("canceled", OptionalInt.empty()), now, state));
            });
        }
    }

    /** An event that the story did not foresee; whatever it ends, what is held never happens then. */
    private LogEntry happening(JobEvent event, Duration now, JobState before) {
        var entry = story.unforeseen(event, now, before).by(teller);
        if (entry.state().isFinished()) {
            hold.forget();
        }
        return entry;
    }

    /**
     * Lets nothing happen from this event on, counted from 1, until it is released.
     *
     * @throws PushException if the event has happened
     */
    public synchronized void hold(int event) {
        if (!hold.before(event, clock.now())) {
            throw new PushException(
                    "Event " + event + " of the job " + id + " has happened.",
                    "Hold the session before the job is created, or hold a later event.");
        }
    }

    /** Lets the story go on where it is held. */
    public synchronized void release() {
        hold.release(clock.now());
    }

    /** Whether its story is held, and has come to where it is held. */
    public synchronized boolean isHeld() {
        return hold.isHolding() && log.happened(clock.now()) == log.size();
    }

    /**
     * Lets this event happen now, before what is yet to come. If it ends the job, nothing more comes.
     *
     * @throws PushException if the job has ended
     */
    public synchronized void send(JobEvent event) {
        log.interrupt(clock::now, now -> {
            var state = state(now);
            if (state.isFinished()) {
                throw new PushException(
                        "The job " + id + " has ended (" + state.status() + ").",
                        "Hold its last event if more is to come before it.");
            }
            return Optional.of(happening(event, now, state));
        });
    }

    /** Until when results can be fetched; empty if there are none. */
    public Optional<Duration> resultsUntil(Duration now, Duration usualTtl) {
        var state = state(now);
        var finished = state.finishedAt();
        return state.succeeded() && finished != null
                ? Optional.of(finished.plus(scenario.job().resultsTtl().orElse(usualTtl)))
                : Optional.empty();
    }

    /** Whether this is the job's token, or the one before it while that is good. */
    public synchronized boolean isMine(String presented, Duration now) {
        return isSame(presented, token)
                || (isSame(presented, tokenBefore) && now.compareTo(tokenAt.plus(tokenGrace())) < 0);
    }

    private Duration tokenGrace() {
        return scenario.job().tokenGrace().orElse(texts.contract().times().tokenGrace());
    }

    /** Takes as long for a wrong token as for a right one. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    public synchronized String token() {
        return token;
    }

    /** How long the token has been good by now. */
    public synchronized Duration tokenAge(Duration now) {
        return now.minus(tokenAt);
    }

    public synchronized void renewToken(String fresh) {
        tokenBefore = token;
        token = fresh;
        tokenAt = clock.now();
    }

    /** How long a token of this job is good. */
    public Duration tokenTtl() {
        return scenario.job().tokenTtl().orElse(texts.contract().times().tokenTtl());
    }

    /**
     * An id for a snapshot of this time, between those of the last event and the next. Somebody who comes back with it gets what
     * happened after this time.
     */
    public synchronized String snapshotId(Duration now) {
        int room = numberOf(now) * 10 + 1 + snapshots.size() % 9;
        var snapshot = StoryWriter.idAt(clock, now, room);
        snapshots.put(snapshot, log.happened(now));
        return snapshot;
    }

    private int numberOf(Duration now) {
        int events = 0;
        for (int i = 0; i < log.happened(now); i++) {
            events += log.entry(i).orElseThrow().isEvent() ? 1 : 0;
        }
        return events;
    }

    /** Where somebody who comes back with a snapshot's id goes on. */
    public synchronized Optional<Integer> snapshotPosition(String snapshot) {
        return Optional.ofNullable(snapshots.get(snapshot));
    }
}
