package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.verdict.Terms;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the suite has to know about a target.
 *
 * @param baseUrl where the API's paths begin, without a slash at the end
 * @param contract what it is held against
 * @param pipelines the kinds of jobs that it has; empty means all of the contract's
 * @param terms what it promises where the contract leaves room
 * @param longestJob when to stop waiting for a job's end
 * @param origin the origin of a page that may call it
 * @param jobs how to make jobs of certain kinds; see {@link JobKind}
 * @param conditions under which it can be judged
 */
public record TargetProfile(
        String name,
        URI baseUrl,
        Contract contract,
        List<String> pipelines,
        Terms terms,
        Duration longestJob,
        Optional<String> origin,
        Map<String, JobKind> jobs,
        Conditions conditions) {
    public TargetProfile {
        pipelines = List.copyOf(pipelines);
        jobs = Map.copyOf(jobs);
    }

    /** A target that may be asked as often as one likes, by anybody. */
    public TargetProfile(
            String name,
            URI baseUrl,
            Contract contract,
            List<String> pipelines,
            Terms terms,
            Duration longestJob,
            Optional<String> origin,
            Map<String, JobKind> jobs) {
        this(name, baseUrl, contract, pipelines, terms, longestJob, origin, jobs, Conditions.NONE);
    }

    /**
     * How to make a job of a kind: usual, slow, failing, idle, expiring or limited.
     *
     * @param items how many items to upload where no file is given
     * @param headers sent with the create request
     * @param file uploaded instead of made-up items
     * @param fileName the name under which the file is uploaded
     * @param resultsTtl for expiring: how soon its results are gone
     */
    public record JobKind(
            int items,
            Map<String, String> headers,
            Optional<Path> file,
            Optional<String> fileName,
            Optional<Duration> resultsTtl) {
        public JobKind {
            headers = Map.copyOf(headers);
        }

        static JobKind plain(int items) {
            return new JobKind(items, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** How to make a job of this kind; usual jobs, and others in their stead where any will do, can always be made. */
    Optional<JobKind> job(String kind) {
        if (jobs.containsKey(kind)) {
            return Optional.ofNullable(jobs.get(kind));
        }
        return switch (kind) {
            case "usual" -> Optional.of(JobKind.plain(6));
            case "slow" -> job("usual");
            default -> Optional.empty();
        };
    }

    /** The same profile for another address. */
    public TargetProfile at(URI url) {
        return new TargetProfile(name, url, contract, pipelines, terms, longestJob, origin, jobs, conditions);
    }

    /** The same profile, let in with this token. */
    public TargetProfile withToken(String token) {
        var known = conditions.with(conditions.access().with(new Secret(token)));
        return new TargetProfile(name, baseUrl, contract, pipelines, terms, longestJob, origin, jobs, known);
    }

    /** The same profile with so many times our patience, for a target or a machine that is slow. Its own promises stay. */
    public TargetProfile patient(double times) {
        var longest = times(longestJob, times);
        return new TargetProfile(
                name, baseUrl, contract, pipelines, terms.patient(times), longest, origin, jobs, conditions);
    }

    private static Duration times(Duration duration, double times) {
        return Duration.ofNanos(Math.round(duration.toNanos() * times));
    }
}
