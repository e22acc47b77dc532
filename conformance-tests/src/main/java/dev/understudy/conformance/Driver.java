package dev.understudy.conformance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.journal.Redaction;
import dev.understudy.network.FaultProxy;
import dev.understudy.scenario.NetworkFault;
import dev.understudy.verdict.Label;
import io.restassured.response.Response;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What a case does to a target. Everything it sends and gets goes into the case's journal, with a label that says what it was for.
 *
 * <p>Requests and JSON answers go through REST Assured, streams through our own reader. Not thread-safe, but for the journal.
 */
final class Driver {
    private static final Duration POLL = Duration.ofSeconds(2);

    private final Target target;
    private final TargetProfile profile;
    private final Contract contract;
    private final Journal journal;
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicInteger jobs = new AtomicInteger();
    private final Uploads uploads = new Uploads();

    Driver(Target target, Journal journal) {
        this.target = target;
        this.profile = target.profile();
        this.contract = target.contract();
        this.journal = journal;
    }

    /** What chooses the cuts. */
    long seed() {
        return target.seed();
    }

    TargetProfile profile() {
        return profile;
    }

    Contract contract() {
        return contract;
    }

    /**
     * A job that was made.
     *
     * @param name tells it from the other jobs of its journal
     * @param stream where its stream is, and where its status
     */
    record JobRef(String name, String pipeline, String id, String token, URI stream, URI status) {}

    /** Makes a job of this kind. */
    JobRef create(String pipeline, String kind) {
        var how = profile.job(kind).orElseThrow(() -> new CaseStoppedException("the profile has no jobs." + kind));
        var operation = operation(JobRole.CREATE, pipeline);
        var name = "job-" + jobs.incrementAndGet();
        var url = url(operation, Map.of());
        var request = request("create", name, operation).headers(how.headers());
        var response = send(operation, url, uploads.put(request, operation, how));
        var data = response.statusCode() == 202 ? response.jsonPath() : null;
        if (data == null || data.getString("data.jobId") == null) {
            throw new CaseStoppedException(
                    "no " + kind + " job could be made: POST " + url + " was answered with " + response.statusCode());
        }
        var jobId = data.getString("data.jobId");
        return new JobRef(
                name,
                pipeline,
                jobId,
                Optional.ofNullable(data.getString("data.authToken")).orElse(""),
                link(url, data.getString("data.sseUrl"), JobRole.STREAM, pipeline, jobId),
                link(url, data.getString("data.statusUrl"), JobRole.STATUS, pipeline, jobId));
    }

    /** A link of the create answer; where it lacks one, the contract's own address. */
    private URI link(
            URI from, @org.jspecify.annotations.Nullable String link, JobRole role, String pipeline, String jobId) {
        return link == null || link.isEmpty()
                ? url(operation(role, pipeline), Map.of("jobId", jobId))
                : from.resolve(link);
    }

    Operation operation(JobRole role, String pipeline) {
        return contract.operation(role, pipeline)
                .orElseThrow(() -> new CaseStoppedException("the contract has no " + role.word() + " for " + pipeline));
    }

    /** Where an operation is at the target. */
    URI url(Operation operation, Map<String, String> path) {
        return URI.create(profile.baseUrl() + operation.path().fill(path));
    }

    /** A request that will be recorded under this label. */
    io.restassured.specification.RequestSpecification request(String purpose, String job, Operation operation) {
        var label = new Label(purpose, job, operation.id());
        return RestRequests.given().filter(new RecordingFilter(journal, exchanges.incrementAndGet(), label.toString()));
    }

    /** Sends it; a request that gets no answer stops the case. */
    Response send(Operation operation, URI url, io.restassured.specification.RequestSpecification request) {
        return RestRequests.send(request, operation.method(), url);
    }

    Response status(JobRef job, String purpose) {
        var operation = operation(JobRole.STATUS, job.pipeline());
        return send(operation, job.status(), request(purpose, job.name(), operation));
    }

    Response results(JobRef job, String purpose) {
        var operation = operation(JobRole.RESULTS, job.pipeline());
        return send(operation, url(operation, Map.of("jobId", job.id())), request(purpose, job.name(), operation));
    }

    /** Cancels, with this Authorization header, or none if it is empty. */
    Response cancel(JobRef job, String purpose, String authorization) {
        var operation = operation(JobRole.CANCEL, job.pipeline());
        var request = request(purpose, job.name(), operation);
        return send(
                operation,
                url(operation, Map.of("jobId", job.id())),
                authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    /** Asks for the status until the job has ended, no faster than the contract allows. */
    void awaitFinalStatus(JobRef job) {
        await("the end of " + job.name())
                .atMost(profile.longestJob().toMillis(), MILLISECONDS)
                .pollDelay(0, MILLISECONDS)
                .pollInterval(POLL.toMillis(), MILLISECONDS)
                .until(() -> isFinal(status(job, "status-final")));
    }

    private boolean isFinal(Response response) {
        var status = response.statusCode() == 200
                ? String.valueOf(response.jsonPath().getString("data.status"))
                : "";
        return response.statusCode() != 200
                || contract.message(status).filter(message -> message.endsJob()).isPresent();
    }

    /** Waits until this much time has passed, for what only time brings about. */
    void letPass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await("time to pass")
                .atMost(time.plusSeconds(30).toMillis(), MILLISECONDS)
                .pollInterval(10, MILLISECONDS)
                .until(() -> System.nanoTime() >= end);
    }

    /** Asks until there is an answer, or this much time has passed. */
    <T> Optional<T> awaitFor(Duration time, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + time.toNanos();
        return await("an answer")
                .atMost(time.plusSeconds(30).toMillis(), MILLISECONDS)
                .pollDelay(0, MILLISECONDS)
                .pollInterval(20, MILLISECONDS)
                .until(question::get, answer -> answer.isPresent() || System.nanoTime() >= end);
    }

    /** Opens a stream of a job. */
    ObservedStream stream(JobRef job, String purpose) {
        return stream(job, purpose, Optional.empty(), Optional.empty());
    }

    /** Opens a stream of a job, perhaps coming back, perhaps to be cut. */
    ObservedStream stream(JobRef job, String purpose, Optional<String> lastEventId, Optional<ObservedStream.Cut> cut) {
        var operation = operation(JobRole.STREAM, job.pipeline());
        var headers = lastEventId
                .map(id -> Map.of("Accept", "text/event-stream", "Last-Event-ID", id))
                .orElseGet(() -> Map.of("Accept", "text/event-stream"));
        return open(job.stream(), new Label(purpose, job.name(), operation.id()), headers, cut);
    }

    /** Opens a stream of a job through a fault proxy at this address. */
    ObservedStream streamThrough(InetSocketAddress proxy, JobRef job, String purpose, Optional<String> lastEventId) {
        var operation = operation(JobRole.STREAM, job.pipeline());
        var direct = job.stream();
        var url = URI.create("http://" + proxy.getHostString() + ":" + proxy.getPort() + direct.getRawPath()
                + (direct.getRawQuery() == null ? "" : "?" + direct.getRawQuery()));
        var headers = lastEventId
                .map(id -> Map.of("Accept", "text/event-stream", "Last-Event-ID", id))
                .orElseGet(() -> Map.of("Accept", "text/event-stream"));
        return open(url, new Label(purpose, job.name(), operation.id()), headers, Optional.empty());
    }

    /** Opens a fault proxy in front of the target, on which these things are going to happen. */
    FaultProxy openProxy(List<NetworkFault.Disturbance> expected) {
        var url = profile.baseUrl();
        int port = url.getPort() < 0 ? 80 : url.getPort();
        return target.network()
                .orElseThrow(() -> new CaseStoppedException("there is no fault proxy"))
                .open(new InetSocketAddress(url.getHost(), port), expected);
    }

    /** Opens whatever is at this address, and reads it as a stream if the answer is 200. */
    ObservedStream open(URI url, Label label, Map<String, String> headers, Optional<ObservedStream.Cut> cut) {
        long exchange = exchanges.incrementAndGet();
        var builder = HttpRequest.newBuilder(url).GET();
        builder.header("Cache-Control", "no-cache");
        headers.forEach(builder::header);
        var path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        journal.append(new Entry.Request(
                journal.now(),
                exchange,
                0,
                label.toString(),
                "GET",
                Redaction.target(path),
                Redaction.headers(headers),
                0));
        var stream = new ObservedStream(journal, exchange, cut, this::isFinalEvent);
        stream.begin(target.client(), builder.build());
        return stream;
    }

    private boolean isFinalEvent(String name) {
        return contract.messages().stream()
                .anyMatch(message -> message.endsJob() && message.name().equals(name));
    }

    /** Waits for a stream's end, as long as a job may take. */
    void awaitEnd(ObservedStream stream) throws InterruptedException {
        awaitEnd(stream, streamPatience());
    }

    /** Waits for a stream's end; not much longer than it may take to close after the final event. */
    void awaitEnd(ObservedStream stream, Duration within) throws InterruptedException {
        stream.awaitEnd(within, profile.terms().closeWithin().plusSeconds(1));
    }

    /** How long to wait for a stream's end: a job's time, and the time it has to close. */
    Duration streamPatience() {
        return profile.longestJob().plus(profile.terms().closeWithin());
    }
}
