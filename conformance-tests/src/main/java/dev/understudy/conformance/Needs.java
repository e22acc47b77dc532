package dev.understudy.conformance;

import java.util.Optional;

/** What a case needs beside the target's address, and whether the profile gives it. */
final class Needs {
    /** A fault proxy between the suite and the target. */
    static final String NETWORK = "network";

    /** A place where the target says how many streams are open. */
    static final String OPEN_STREAMS = "open-streams";

    /** A job whose results have expired already. */
    static final String EXPIRED_JOB = "expired-job";

    private Needs() {}

    /**
     * Why a case cannot run; empty if it can.
     *
     * @param noNetwork why there is no fault proxy; empty if there is one
     */
    static Optional<String> missing(ConformanceCase story, TargetProfile profile, String noNetwork) {
        var waived = profile.terms().waived();
        if (!story.proves().isEmpty() && waived.keySet().containsAll(story.proves())) {
            return Optional.ofNullable(waived.get(story.proves().get(0)));
        }
        return story.needs().stream()
                .flatMap(need -> missing(need, profile, noNetwork).stream())
                .findFirst();
    }

    private static Optional<String> missing(String need, TargetProfile profile, String noNetwork) {
        return switch (need) {
            case NETWORK ->
                noNetwork.isEmpty() ? Optional.empty() : Optional.of("there is no fault proxy (" + noNetwork + ")");
            case OPEN_STREAMS -> unless(profile.conditions().openStreams().isPresent(), need);
            case EXPIRED_JOB -> unless(profile.conditions().expiredJob().isPresent(), need);
            case "expiring" -> expiring(profile);
            default -> unless(profile.job(need).isPresent(), "jobs." + need);
        };
    }

    private static Optional<String> unless(boolean given, String key) {
        return given ? Optional.empty() : Optional.of("the profile has no " + key);
    }

    /** Waiting is fine, but not for hours. */
    private static Optional<String> expiring(TargetProfile profile) {
        var job = profile.job("expiring");
        if (job.isEmpty()) {
            return Optional.of("the profile has no jobs.expiring");
        }
        var ttl = job.get().resultsTtl();
        if (ttl.isEmpty()) {
            return Optional.of("the profile's jobs.expiring has no results-ttl");
        }
        var longest = profile.conditions().longestWait();
        return ttl.get().compareTo(longest) <= 0
                ? Optional.empty()
                : Optional.of("the results of jobs.expiring live for " + DurationWords.of(ttl.get())
                        + ", and longest-wait is " + DurationWords.of(longest)
                        + "; name an expired-job, or a kind of job with a shorter results-ttl");
    }
}
