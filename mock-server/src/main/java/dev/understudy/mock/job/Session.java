package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.contract.Pipeline;
import dev.understudy.journal.Journal;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.TimedStep;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One run of one client: its jobs, its clock, its journal.
 *
 * <p>Safe for any number of threads.
 */
public final class Session {
    private static final int MOST_JOBS = 10_000;
    private static final String RUN = "--";

    private final Contract contract;
    private final Stories stories;
    private final Catalogue catalogue;
    private final SessionSettings settings;
    private final JobClock clock;
    private final Ids ids;
    private final Journal journal;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final RateLimiter limiter;
    private final AtomicLong exchanges = new AtomicLong();

    public Session(Contract contract, Catalogue catalogue, SessionSettings settings) {
        this.contract = contract;
        this.stories = new Stories(new PayloadTexts(contract));
        this.catalogue = catalogue;
        this.settings = settings;
        this.clock = new JobClock(settings.origin(), settings.speed());
        this.ids = new Ids(settings.seed());
        this.journal = new Journal(settings.journalLimit());
        this.limiter = new RateLimiter(clock);
    }

    public Contract contract() {
        return contract;
    }

    public Catalogue catalogue() {
        return catalogue;
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
        return exchanges.incrementAndGet();
    }

    /** How long results live where a scenario does not say. */
    public Duration resultsTtl() {
        return settings.resultsTtl().orElse(contract.times().resultsTtl());
    }

    /** The scenario that plays where a request does not choose one. */
    public Scenario defaultScenario() {
        return catalogue.get(settings.scenario());
    }

    /** The number of this call of its kind for this scenario, from 1. */
    public int countCall(Scenario scenario, String role) {
        return calls.merge(scenario.id() + " " + role, 1, Integer::sum);
    }

    /** Creates a job from an upload. */
    public Job create(Pipeline pipeline, Scenario scenario, JobInput input) {
        var id = pipeline.jobId().replace("{unique}", ids.unique());
        return add(seed(id, pipeline.name(), ids.token(), scenario, input));
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

    private boolean isTold(Job job) {
        return job.isWatched() && job.state(clock.now()).isFinished();
    }

    private Optional<Scenario> scenarioOf(String jobId) {
        int run = jobId.indexOf(RUN);
        return catalogue.find(run < 0 ? jobId : jobId.substring(0, run));
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
        var payload = JsonNodeFactory.instance.objectNode();
        payload.set("error", flaw);
        var failure =
                contract.messages().stream().map(Message::jobEvent).anyMatch("failed"::equals) ? "failed" : "error";
        return List.of(first, FailureStep.after(Duration.ofMillis(200), failure, payload, first.where()));
    }

    private Job add(JobSeed seed) {
        var job = new Job(stories, clock, seed);
        synchronized (jobs) {
            jobs.put(job.id(), job);
            if (jobs.size() > MOST_JOBS) {
                jobs.remove(jobs.keySet().iterator().next());
            }
        }
        return job;
    }
}
