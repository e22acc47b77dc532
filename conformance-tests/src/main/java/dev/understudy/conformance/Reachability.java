package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Whether this API answers at the target's address: one clear answer instead of a hundred failures. */
final class Reachability {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN = 80;
    /** Made, refused, too large, of the wrong type: whoever says so knows the address. */
    private static final Set<Integer> CREATE_IS_KNOWN = Set.of(200, 201, 202, 400, 413, 415, 422, 429);

    private final TargetProfile profile;
    private final HttpClient client;
    private final String mark;

    private Reachability(TargetProfile profile, Contract contract, HttpClient client) {
        this.profile = profile;
        this.client = client;
        this.mark = '"' + contract.errorMark() + '"';
    }

    /**
     * Asks what changes nothing, until one answer is this API's. A server that is half done, or has mistakes in all of these, is known by
     * its refusing to make a job of nothing.
     *
     * @throws UnreachableTargetException if nobody answers, or somebody else does; says who was asked for what, and what came
     */
    static void check(TargetProfile profile, Contract contract, HttpClient client) throws InterruptedException {
        new Reachability(profile, contract, client).check(harmless(contract, profile));
    }

    /** Operations without a job, the status of a job that does not exist, and a create request with nothing in it. */
    private static List<Probe> harmless(Contract contract, TargetProfile profile) {
        var probes = new ArrayList<Probe>();
        for (var operation : contract.operations()) {
            if (operation.role().isEmpty() && operation.method().equals("GET")) {
                probes.add(Probe.of(operation));
            }
        }
        var pipeline = profile.pipelines().get(0);
        contract.operation(JobRole.STATUS, pipeline).map(Probe::of).ifPresent(probes::add);
        contract.operation(JobRole.CREATE, pipeline).map(Probe::of).ifPresent(probes::add);
        return probes;
    }

    /** What is asked. */
    private record Probe(String method, String path) {
        static Probe of(Operation operation) {
            return new Probe(operation.method(), operation.path().fill(Map.of("jobId", "job_that_never_was_1")));
        }

        /** JSON in one of the envelopes, whatever the status; or JSON about a create request, from somebody who knows such requests. */
        boolean isKnownBy(HttpResponse<String> answer, String mark) {
            var body = answer.body().strip();
            boolean isEnvelope = body.contains(mark) || (answer.statusCode() == 200 && body.contains("\"data\""));
            boolean knows = method.equals("POST") && CREATE_IS_KNOWN.contains(answer.statusCode());
            return body.startsWith("{") && (isEnvelope || knows);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private void check(List<Probe> probes) throws InterruptedException {
        if (probes.stream().noneMatch(probe -> probe.method().equals("GET"))) {
            // Nothing in this contract can be asked without doing something; that somebody answers must do.
            ask(new Probe("GET", "/"));
            return;
        }
        var seen = new ArrayList<String>();
        for (var probe : probes) {
            var answer = ask(probe);
            seen.add(probe + ": " + answer.statusCode() + " "
                    + answer.headers().firstValue("content-type").orElse("without a media type") + ", "
                    + shorten(answer.body()));
            if (isRefused(answer)) {
                throw new UnreachableTargetException(profile.baseUrl()
                        + " lets nobody in without the right token (" + seen.get(seen.size() - 1)
                        + "). Name it with --token-env, or in the profile's auth.");
            }
            if (probe.isKnownBy(answer, mark)) {
                return;
            }
        }
        throw new UnreachableTargetException("Somebody answers at " + profile.baseUrl()
                + ", but not with this API. Is --base-url right, and is no proxy's error page in between?\n  "
                + String.join("\n  ", seen));
    }

    private static boolean isRefused(HttpResponse<String> answer) {
        return answer.statusCode() == 401 || answer.statusCode() == 403;
    }

    private HttpResponse<String> ask(Probe probe) throws InterruptedException {
        var access = profile.conditions().access();
        var request = HttpRequest.newBuilder(URI.create(access.target(profile.baseUrl() + probe.path(), "")))
                .timeout(PATIENCE)
                .method(probe.method(), HttpRequest.BodyPublishers.noBody());
        var authorization = access.authorization("");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return client.sendAsync(request.build(), info -> new FirstBytes())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw nobody(probe, "no whole answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw nobody(probe, reason(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private UnreachableTargetException nobody(Probe probe, String reason, Exception cause) {
        return new UnreachableTargetException(
                "Nobody answers at " + profile.baseUrl() + " (" + probe + "): " + reason
                        + ". Is the server running, and is --base-url right?",
                cause);
    }

    private static String reason(Throwable e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        if (e instanceof ConnectException) {
            return e.getCause() instanceof UnresolvedAddressException
                    ? "the name of the host is not known"
                    : "the connection was refused";
        }
        if (e instanceof SSLException) {
            return "what answers there speaks no TLS, or none that this machine trusts (" + e.getMessage() + ")";
        }
        if (e instanceof ProtocolException) {
            return "what answers there is no HTTP (" + e.getMessage() + ")";
        }
        var message = e.getMessage() == null || e.getMessage().isEmpty() ? "" : " (" + e.getMessage() + ")";
        return (e instanceof IOException ? "" : "it failed: ") + e.getClass().getSimpleName() + message;
    }

    private static String shorten(String body) {
        var line = body.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "nothing" : line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
