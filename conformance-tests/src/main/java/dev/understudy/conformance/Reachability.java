package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import java.io.IOException;
import java.net.ConnectException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether this API answers at the target's address: one clear answer instead of a hundred failures. */
final class Reachability {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN = 80;

    private final TargetProfile profile;
    private final HttpClient client;
    private final String mark;

    private Reachability(TargetProfile profile, Contract contract, HttpClient client) {
        this.profile = profile;
        this.client = client;
        this.mark = '"' + contract.errorMark() + '"';
    }

    /**
     * Asks what changes nothing, until one answer is this API's.
     *
     * @throws UnreachableTargetException if nobody answers, or somebody else does; says who was asked for what, and what came
     */
    static void check(TargetProfile profile, Contract contract, HttpClient client) throws InterruptedException {
        new Reachability(profile, contract, client).check(harmless(contract, profile));
    }

    /** Operations without a job, and the status of a job that does not exist. */
    private static List<String> harmless(Contract contract, TargetProfile profile) {
        var paths = new ArrayList<String>();
        for (var operation : contract.operations()) {
            if (operation.role().isEmpty() && operation.method().equals("GET")) {
                paths.add(operation.path().fill(Map.of()));
            }
        }
        contract.operation(JobRole.STATUS, profile.pipelines().get(0))
                .map(Operation::path)
                .ifPresent(path -> paths.add(path.fill(Map.of("jobId", "job_that_never_was_1"))));
        return paths;
    }

    private void check(List<String> paths) throws InterruptedException {
        if (paths.isEmpty()) {
            // Nothing in this contract can be asked without doing something; that somebody answers must do.
            ask("/");
            return;
        }
        var seen = new ArrayList<String>();
        for (var path : paths) {
            var answer = ask(path);
            seen.add("GET " + path + ": " + answer.statusCode() + " "
                    + answer.headers().firstValue("content-type").orElse("without a media type") + ", "
                    + shorten(answer.body()));
            if (isRefused(answer)) {
                throw new UnreachableTargetException(profile.baseUrl()
                        + " lets nobody in without the right token (" + seen.get(seen.size() - 1)
                        + "). Name it with --token-env, or in the profile's auth.");
            }
            if (isOurs(answer)) {
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

    /** JSON in one of the envelopes, whatever the status: a server with mistakes is still to be judged. */
    private boolean isOurs(HttpResponse<String> answer) {
        var body = answer.body().strip();
        return body.startsWith("{")
                && (body.contains(mark) || (answer.statusCode() == 200 && body.contains("\"data\"")));
    }

    private HttpResponse<String> ask(String path) throws InterruptedException {
        var access = profile.conditions().access();
        var request = HttpRequest.newBuilder(URI.create(access.target(profile.baseUrl() + path, "")))
                .timeout(PATIENCE)
                .GET();
        var authorization = access.authorization("");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return client.sendAsync(request.build(), info -> new FirstBytes())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw nobody(path, "no whole answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw nobody(path, reason(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private UnreachableTargetException nobody(String path, String reason, Exception cause) {
        return new UnreachableTargetException(
                "Nobody answers at " + profile.baseUrl() + " (GET " + path + "): " + reason
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
        var message = e.getMessage() == null || e.getMessage().isEmpty() ? "" : " (" + e.getMessage() + ")";
        return (e instanceof IOException ? "" : "it failed: ") + e.getClass().getSimpleName() + message;
    }

    private static String shorten(String body) {
        var line = body.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "nothing" : line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
