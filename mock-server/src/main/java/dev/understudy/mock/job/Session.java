package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Pipeline;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.FaultAction;
import dev.understudy.scenario.JobEvent;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.TimedStep;
import dev.understudy.yaml.NearestWord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One run of one client: its jobs, its clock, its journal.
 *
 * <p>Safe for any number of threads.
 */
public final class Session {
    private static final int MOST_JOBS = 10_000;
    private static final String RUN = "--";
    private static final int BEFORE_ALL = 1;

    private final Contract contract;
    private final Stories stories;
    private final Supplier<Catalogue> catalogue;
    private final Traffic traffic;
    private final SessionSettings settings;
    private final JobClock clock;
    private final Ids ids;
    private final Journal journal;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final RateLimiter limiter;
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicInteger streams = new AtomicInteger();
    private volatile Scenario scenario;
    private volatile int holdBefore;
    private volatile long usedAt = System.nanoTime();
    private volatile long lastEntryAt = System.nanoTime();

    /**
     * A session that begins now.
     *
     * @param catalogue gives the scenarios as they are at present
     * @param traffic counts what all sessions see
     * @throws dev.understudy.scenario.CatalogueException if there is no such scenario; names the nearest
     */
    public Session(Contract contract, Supplier<Catalogue> catalogue, Traffic traffic, SessionSettings settings) {
        this.contract = contract;
        this.stories = new Stories(new PayloadTexts(
                contract, settings.resultsTtl().orElse(contract.times().resultsTtl())));
        this.catalogue = catalogue;
        this.traffic = traffic;
        this.settings = settings;
        this.scenario = catalogue.get().get(settings.scenario());
        this.clock = new JobClock(settings.origin().orElseGet(InstantSource.system()::instant), settings.speed());
        this.ids = new Ids(settings.seed());
        this.journal = new Journal(settings.journalLimit());
        this.limiter = new RateLimiter(clock);
        journal.listen(this::count);
    }

    private void count(Entry entry) {
        lastEntryAt = System.nanoTime();
        if (entry instanceof Entry.Event
                || (entry instanceof Entry.Message message && message.from() == Entry.Side.SERVER)) {
            traffic.add(Traffic.Count.EVENTS);
        } else if (entry instanceof Entry.Fault) {
            traffic.add(Traffic.Count.FAULTS);
        } else if (entry instanceof Entry.NearMiss) {
            traffic.add(Traffic.Count.NEAR_MISSES);
        }
    }

    public Contract contract() {
        return contract;
    }

    public Catalogue catalogue() {
        return catalogue.get();
    }

    public Traffic traffic() {
        return traffic;
    }

    public JobClock clock() {
        return clock;
    }

    public Ids ids() {
        return ids;
    }

    public Journal journal() {
        return journal;
    }

    public RateLimiter limiter() {
        return limiter;
    }

    public SessionSettings settings() {
        return settings;
    }

    /** The number of the next request, from 1. */
    public long nextExchange() {
        touch();
        return exchanges.incrementAndGet();
    }

    /** Somebody has done something with it. */
    public void touch() {
        usedAt = System.nanoTime();
    }

    /** How long nobody has done anything with it; zero while a stream is open. */
    public Duration unused() {
        return streams() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - usedAt);
    }

    /** How long nothing has been written into the journal. */
    public Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastEntryAt);
    }

    /** How long results live where a scenario does not say. */
    public Duration resultsTtl() {
        return settings.resultsTtl().orElse(contract.times().resultsTtl());
    }

    /** The scenario that plays where a request does not choose one, as its file has it now; as it was if that is gone. */
    public Scenario defaultScenario() {
        var known = scenario;
        return catalogue().find(known.id()).orElse(known);
    }

    /**
     * Lets another scenario play where a request does not choose one. Jobs that there are keep their story.
     *
     * @throws dev.understudy.scenario.CatalogueException if there is none; names the nearest
     */
    public void setDefaultScenario(String id) {
        scenario = catalogue().get(id);
    }

    /** The scenario whose expectations this run is about: the one that its jobs play; the default if there are none, or several. */
    public Scenario playedScenario() {
        var jobs = jobs();
        // By their ids: to compare scenarios themselves is to compare all that stands in them.
        boolean isOne = jobs.stream().map(job -> job.scenario().id()).distinct().count() == 1;
        return isOne ? jobs.get(0).scenario() : defaultScenario();
    }

    /** All jobs that it knows, oldest first. */
    public List<Job> jobs() {
        synchronized (jobs) {
            return List.copyOf(jobs.values());
        }
    }

    /** How many streams are open now. */
    public int streams() {
        return streams.get();
    }

    public void streamOpened() {
        streams.incrementAndGet();
        traffic.add(Traffic.Count.STREAMS_OPENED);
    }

    public void streamClosed() {
        touch();
        streams.decrementAndGet();
        traffic.add(Traffic.Count.STREAMS_CLOSED);
    }

    /**
     * Lets nothing happen from this event on, counted from 1, to any job, until it is released.
     *
     * @throws PushException if the event has happened to a job that still runs
     */
    public void hold(int event) {
        holdBefore = event;
        unfinishedJobs().forEach(job -> job.hold(event));
    }

    /** Lets all jobs go on where they are held, and holds no more. */
    public void release() {
        holdBefore = 0;
        jobs().forEach(Job::release);
    }

    /** Whether a job has come to where it is held. */
    public boolean isHeld() {
        return jobs().stream().anyMatch(Job::isHeld);
    }

    /**
     * Lets this event happen now to the only job that runs.
     *
     * @throws PushException if there is none, or more than one
     */
    public void send(JobEvent event) {
        var running = unfinishedJobs();
        if (running.isEmpty()) {
            throw new PushException("No job is running.", "Create one first, or hold its last event.");
        }
        if (running.size() > 1) {
            var ids = running.stream().map(Job::id).collect(Collectors.joining(", "));
            throw new PushException(running.size() + " jobs are running: " + ids + ".", "Say which one with 'job'.");
        }
        running.get(0).send(event);
    }

    private List<Job> unfinishedJobs() {
        var now = clock.now();
        return jobs().stream().filter(job -> !job.state(now).isFinished()).toList();
    }

    /**
     * Somebody connects, and has not asked anything yet: what his connection meets at once, if the next stream connection of a job that
     * runs is to meet it before its request is read. It counts as that connection then.
     */
    public Optional<FaultAction> metAtTheDoor() {
        var running = unfinishedJobs();
        return running.isEmpty()
                ? Optional.empty()
                : running.get(running.size() - 1).metAtTheDoor();
    }

    /** The number of this call of its kind for this scenario, from 1. */
    public int countCall(Scenario scenario, String role) {
        return calls.merge(scenario.id() + " " + role, 1, Integer::sum);
    }

    /** Creates a job from an upload, perhaps with an id of the client's choice; empty if there is one of that id already. */
    public Optional<Job> create(Pipeline pipeline, Optional<String> chosen, Scenario scenario, JobInput input) {
        var id = chosen.orElseGet(() -> pipeline.jobId().replace("{unique}", ids.unique()));
        synchronized (jobs) {
            if (find(id).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(add(seed(id, pipeline.name(), ids.token(), scenario, input)));
        }
    }

    /** The job with this id. */
    public Optional<Job> find(String jobId) {
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(jobId));
        }
    }

    /**
     * The job with this id; or, if the id is that of a scenario (perhaps with {@code --} and anything behind it), a job that begins
     * now and plays it. One that has told its story to somebody begins anew, unless the caller is coming back to it.
     */
    public Optional<Job> findOrPlay(String jobId, String pipeline, boolean comingBack) {
        var scenario = scenarioOf(jobId);
        // Two who ask at the same time must get the same job.
        synchronized (jobs) {
            var known = find(jobId);
            if (scenario.isEmpty() || (known.isPresent() && (comingBack || !isTold(known.get())))) {
                return known;
            }
            return Optional.of(add(seed(jobId, pipeline, "mock-token", scenario.get(), JobInput.none())));
        }
    }

    /**
     * The job with this id; if there is none, one that waits until it is begun, or that plays at once if the id is that of a scenario.
     *
     * @param scenario what it plays otherwise
     */
    public Job findOrAwait(String jobId, String pipeline, Scenario scenario) {
        synchronized (jobs) {
            return find(jobId).orElseGet(() -> {
                var own = scenarioOf(jobId);
                var seed = seed(jobId, pipeline, "mock-token", own.orElse(scenario), JobInput.none());
                return own.isPresent() ? add(seed) : add(new Job(stories, clock, seed, BEFORE_ALL));
            });
        }
    }

    /**
     * Begins a job with an id of the client's own. One that is waited for plays the scenario with which it was first asked for; one that has begun
     * goes on.
     */
    public Job begin(String jobId, Pipeline pipeline, Scenario scenario, JobInput input) {
        synchronized (jobs) {
            var known = find(jobId);
            known.filter(Job::isAwaited).ifPresent(job -> job.begin(holdBefore));
            return known.orElseGet(() -> add(
                    seed(jobId, pipeline.name(), ids.token(), scenarioOf(jobId).orElse(scenario), input)));
        }
    }

    /** What came closest to a job id that there is not: a job or a scenario, whose ids play at once. */
    public Optional<String> nearMiss(String jobId) {
        var known = new ArrayList<>(catalogue().ids());
        jobs().forEach(job -> known.add(job.id()));
        return NearestWord.to(jobId, known)
                .map(near -> "closest: " + (find(near).isPresent() ? "the job '" : "the scenario '") + near
                        + "' (the id '" + jobId + "' differs)");
    }

    private boolean isTold(Job job) {
        return job.isWatched() && job.state(clock.now()).isFinished();
    }

    private Optional<Scenario> scenarioOf(String jobId) {
        int run = jobId.indexOf(RUN);
        return catalogue().find(run < 0 ? jobId : jobId.substring(0, run));
    }

    private JobSeed seed(String id, String pipeline, String token, Scenario scenario, JobInput input) {
        var timeline = input.flaw()
                .map(flaw -> failing(scenario, flaw))
                .orElse(scenario.job().timeline());
        return new JobSeed(id, pipeline, token, scenario, input, timeline);
    }

    /** The first step, then the contract's event for failure with this error. */
    private List<TimedStep> failing(Scenario scenario, JsonNode flaw) {
        var first = scenario.job().timeline().get(0);
        var failure = contract.message("failed").isPresent() ? "failed" : "error";
        var payload = contract.dialect(scenario.job().dialect())
                .event(failure)
                .map(message -> Payload.errorPatch(message.payload(), flaw)
                        .orElseGet(() -> Payload.sameFields(message.payload(), flaw)))
                .orElseGet(JsonNodeFactory.instance::objectNode);
        return List.of(first, FailureStep.after(Duration.ofMillis(200), failure, payload, first.where()));
    }

    private Job add(JobSeed seed) {
        return add(new Job(stories, clock, seed, holdBefore));
    }

    private Job add(Job job) {
        synchronized (jobs) {
            jobs.put(job.id(), job);
            if (jobs.size() > MOST_JOBS) {
                jobs.remove(jobs.keySet().iterator().next());
            }
        }
        return job;
    }
}
