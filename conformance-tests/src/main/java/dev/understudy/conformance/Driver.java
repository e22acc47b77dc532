package dev.understudy.conformance;

import dev.understudy.conformance.socket.ObservedSocket;
import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Message;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final Map<String, String> names = new HashMap<>();
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

    Pulse pulse() {
        return target.pulse();
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
        return create(pipeline, kind, "create", "");
    }

    /** Makes a job of this kind, for this, with this text in each item that has text. */
    JobRef create(String pipeline, String kind, String purpose, String text) {
        var how = profile.job(kind).orElseThrow(() -> new CaseStoppedException("the profile has no jobs." + kind));
        var operation = operation(JobRole.CREATE, pipeline);
        var label = new Label(purpose, "job-" + jobs.incrementAndGet(), operation.id());
        var url = url(operation, Map.of());
        var response = untilLetIn(() -> {
            var request = request(label.purpose(), label.job(), operation).headers(how.headers());
            return send(operation, url, uploads.put(request, operation, new Uploads.Wanted(how, text)));
        });
        var data = JsonBody.of(response);
        var told = contract.answers(JobRole.CREATE);
        var jobId = data.told(told, "jobId")
                .filter(id -> response.statusCode() == operation.success().status())
                .orElseThrow(() -> new RefusedJobException(kind, url, response.statusCode()));
        names.put(jobId, label.job());
        if (!target.jobIds().add(jobId)) {
            // Another job of this run has it already.
            told("job-id-of-another", 1);
        }
        return new JobRef(
                label.job(),
                pipeline,
                jobId,
                data.told(told, "token").orElse(""),
                link(url, data.field("sseUrl"), JobRole.STREAM, pipeline, jobId),
                link(url, data.field("statusUrl"), JobRole.STATUS, pipeline, jobId));
    }

    /** A target that is busy for now is asked again when it says; that is no fault of it. */
    private Response untilLetIn(Supplier<Response> attempt) {
        return Waits.untilLetIn(profile.conditions().longestWait(), attempt);
    }

    /** A link of the create answer; where it lacks one, or has no address, the contract's own. */
    private URI link(URI from, Optional<String> link, JobRole role, String pipeline, String jobId) {
        // Where the contract has none either, nobody will ask for it.
        var own = contract.operation(role, pipeline)
                .map(operation -> url(operation, Map.of("jobId", jobId)))
                .orElse(from);
        try {
            return link.map(from::resolve).orElse(own);
        } catch (IllegalArgumentException e) {
            // The checks of the answer say so.
            return own;
        }
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
        return RestRequests.given(target.pulse())
                .filter(new RecordingFilter(journal, exchanges.incrementAndGet(), label.toString(), access()::hide));
    }

    private Access access() {
        return profile.conditions().access();
    }

    /** Sends it; a request that gets no answer stops the case. */
    Response send(Operation operation, URI url, io.restassured.specification.RequestSpecification request) {
        return send(operation, url, request, "");
    }

    /** Sends it with what the target wants from requests about a job with this token. */
    private Response send(
            Operation operation, URI url, io.restassured.specification.RequestSpecification request, String jobToken) {
        target.pace().take(role(operation.role()));
        // A cancel brings the job's token, or a wrong one, by itself.
        var authorization =
                operation.role().filter(JobRole.CANCEL::equals).isPresent() ? "" : access().authorization(jobToken);
        return RestRequests.send(
                authorization.isEmpty() ? request : request.header("Authorization", authorization),
                operation.method(),
                URI.create(access().target(url.toString(), jobToken)),
                target.pulse());
    }

    private static String role(Optional<JobRole> role) {
        return role.map(JobRole::word).orElse("other");
    }

    /** Gets a page beside the contract, such as the metrics. */
    Response page(JobRef job, String purpose, String path) {
        var label = new Label(purpose, job.name(), "-");
        var request = RestRequests.given(pulse())
                .filter(new RecordingFilter(journal, exchanges.incrementAndGet(), label.toString(), access()::hide));
        var url = URI.create(access().target(profile.baseUrl() + path, job.token()));
        var authorization = access().authorization(job.token());
        target.pace().take(role(Optional.empty()));
        return RestRequests.send(
                authorization.isEmpty() ? request : request.header("Authorization", authorization),
                "GET",
                url,
                pulse());
    }

    /** Writes down a number that the latest answer told. */
    void told(String what, long value) {
        journal.append(new Entry.Told(journal.now(), exchanges.get(), what, value));
    }

    /** Asks for the status; empty if the contract has none. */
    Optional<Response> status(JobRef job, String purpose) {
        return contract.operation(JobRole.STATUS, job.pipeline())
                .map(operation -> untilLetIn(
                        () -> send(operation, job.status(), request(purpose, job.name(), operation), job.token())));
    }

    /** Asks for the results; empty if the contract has none. */
    Optional<Response> results(JobRef job, String purpose) {
        return contract.operation(JobRole.RESULTS, job.pipeline())
                .map(operation -> untilLetIn(() -> resultsOnce(operation, job, purpose)));
    }

    /** Asks for the results, and takes a refusal for an answer. */
    Response resultsOnce(JobRef job, String purpose) {
        return resultsOnce(operation(JobRole.RESULTS, job.pipeline()), job, purpose);
    }

    private Response resultsOnce(Operation operation, JobRef job, String purpose) {
        var url = url(operation, Map.of("jobId", job.id()));
        return send(operation, url, request(purpose, job.name(), operation), job.token());
    }

    /** Asks for the results of a job that was not made here. */
    Response resultsOf(String jobId, String pipeline, String purpose) {
        var operation = operation(JobRole.RESULTS, pipeline);
        return send(operation, url(operation, Map.of("jobId", jobId)), request(purpose, "-", operation));
    }

    /** Cancels, with this Authorization header, or none if it is empty. */
    Response cancel(JobRef job, String purpose, String authorization) {
        var operation = operation(JobRole.CANCEL, job.pipeline());
        var request = request(purpose, job.name(), operation);
        return send(
                operation,
                url(operation, Map.of("jobId", job.id())),
                authorization.isEmpty() ? request : request.header("Authorization", authorization),
                job.token());
    }

    /** Asks for the status until the job has ended, no faster than the contract allows. */
    void awaitFinalStatus(JobRef job, String purpose) {
        Waits.poll("a status that is final", profile.longestJob(), POLL, () -> endsTheWait(status(job, purpose)));
    }

    /** Whether the job's end is told, or nothing is going to tell it: the contract has no status, or the job has none. */
    private boolean endsTheWait(Optional<Response> status) {
        var told = contract.answers(JobRole.STATUS);
        return status.filter(response -> response.statusCode() == 200)
                .map(response -> JsonBody.of(response).told(told, "status"))
                .map(word -> word.filter(contract::isFinalStatus).isPresent())
                .orElse(true);
    }

    /** Waits until this much time has passed, for what only time brings about. */
    void letPass(Duration time) {
        Waits.letPass(time);
    }

    /** Asks until there is an answer, or this much time has passed. */
    <T> Optional<T> awaitFor(Duration time, Supplier<Optional<T>> question) {
        return Waits.awaitFor(time, question);
    }

    /** Opens a stream of a job. */
    ObservedStream stream(JobRef job, String purpose) {
        return stream(job, purpose, Optional.empty(), Optional.empty());
    }

    /** Opens a stream of a job, perhaps coming back, perhaps to be cut. */
    ObservedStream stream(JobRef job, String purpose, Optional<String> lastEventId, Optional<Cut> cut) {
        return stream(job, new Approach(purpose, lastEventId, cut));
    }

    /** Opens a stream of a job in this manner. */
    ObservedStream stream(JobRef job, Approach approach) {
        return stream(job, job.stream(), approach);
    }

    /** Opens a stream of a job with a token that nobody was given. */
    ObservedStream streamOfStranger(JobRef job, String purpose) {
        var url = URI.create(access().spoiled(job.stream().toString()));
        return stream(job, url, new Approach(purpose, Optional.empty(), Optional.empty()), access().ofStranger());
    }

    private ObservedStream stream(JobRef job, URI url, Approach approach) {
        return stream(job, url, approach, access());
    }

    private ObservedStream stream(JobRef job, URI url, Approach approach, Access by) {
        var operation = operation(JobRole.STREAM, job.pipeline());
        var headers = approach.headers();
        var authorization = by.authorization(job.token());
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        target.pace().take(JobRole.STREAM.word());
        var allowed = URI.create(by.target(url.toString(), job.token()));
        var label = new Label(approach.purpose(), job.name(), operation.id());
        return open(allowed, label, headers, approach);
    }

    /** Opens a stream of a job through a fault proxy at this address. */
    ObservedStream streamThrough(InetSocketAddress proxy, JobRef job, String purpose, Optional<String> lastEventId) {
        return streamThrough(proxy, job, purpose, lastEventId, Optional.empty());
    }

    /** Opens a stream of a job through a fault proxy at this address, perhaps to be cut. */
    ObservedStream streamThrough(
            InetSocketAddress proxy, JobRef job, String purpose, Optional<String> lastEventId, Optional<Cut> cut) {
        // The link may be absolute and point around the proxy; what counts is its path.
        var direct = job.stream();
        var url = URI.create("http://" + proxy.getHostString() + ":" + proxy.getPort() + direct.getRawPath()
                + (direct.getRawQuery() == null ? "" : "?" + direct.getRawQuery()));
        return stream(job, url, new Approach(purpose, lastEventId, cut));
    }

    /** Opens a fault proxy in front of wherever the job's stream is, on which these things are going to happen. */
    FaultProxy openProxy(JobRef job, List<NetworkFault.Disturbance> expected) {
        var url = job.stream();
        if (!"http".equals(url.getScheme())) {
            throw new CaseStoppedException("the stream is at " + url.getScheme() + "://" + url.getAuthority()
                    + ", and a fault proxy cannot carry TLS under another name");
        }
        int port = url.getPort() < 0 ? 80 : url.getPort();
        return target.network()
                .orElseThrow(() -> new CaseStoppedException("there is no fault proxy"))
                .open(new InetSocketAddress(url.getHost(), port), expected);
    }

    boolean hasNetwork() {
        return target.network().isPresent();
    }

    /** Opens whatever is at this address, let in like anybody, and reads it as a stream if the answer is 200. */
    ObservedStream ask(URI url, Label label, Map<String, String> headers) {
        var all = new TreeMap<>(headers);
        var authorization = access().authorization("");
        if (!authorization.isEmpty()) {
            all.put("Authorization", authorization);
        }
        target.pace().take(JobRole.STREAM.word());
        return open(
                URI.create(access().target(url.toString(), "")),
                label,
                all,
                new Approach(label.purpose(), Optional.empty(), Optional.empty()));
    }

    /** Opens whatever is at this address, and reads it as a stream if the answer is 200. */
    private ObservedStream open(URI url, Label label, Map<String, String> headers, Approach approach) {
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
                access().hide(Redaction.target(path)),
                Redaction.headers(headers),
                0));
        var stream = new ObservedStream(journal, exchange, approach, this::isFinalEvent);
        stream.begin(target.client(), builder.build());
        return stream;
    }

    private boolean isFinalEvent(String name, String data) {
        return contract.messageOf(name, data).filter(Message::endsJob).isPresent();
    }

    /** Asks for a WebSocket in this manner. */
    ObservedSocket knock(Knock knock) {
        target.pace().take(JobRole.WEBSOCKET.word());
        target.pulse().check();
        var job = knock.jobId().map(id -> names.getOrDefault(id, "-")).orElse("-");
        return knock.open(this, job, journal, exchanges.incrementAndGet());
    }

    /** What an answer tells, in the words of the contract's templates; empty if it does not. */
    String told(Operation operation, Response response, String variable) {
        return operation
                .role()
                .flatMap(role -> JsonBody.of(response).told(contract.answers(role), variable))
                .orElse("");
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
