package dev.understudy.conformance;

import dev.understudy.contract.JobRole;
import dev.understudy.verdict.Slo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a case needs beside the target's address, and whether the profile gives it. */
final class Needs {
    /** A fault proxy between the suite and the target. */
    static final String NETWORK = "network";

    /** A place where the target says how many streams are open. */
    static final String OPEN_STREAMS = "open-streams";

    /** Requests bring tokens, so there can be a wrong one. */
    static final String AUTH = "auth";

    /** A job whose results have expired already. */
    static final String EXPIRED_JOB = "expired-job";

    /** Limits for how fast the target is. */
    static final String SLO = "slo";

    /** A place where events tell when they happened. */
    static final String EVENT_CLOCK = "slo.event-clock";

    /** A fault proxy that acts on connections one by one, as only the embedded one does. */
    static final String LIVE_NETWORK = "live-network";

    /** A contract whose jobs are followed on streams. */
    static final String STREAM = JobRole.STREAM.word();

    /** A contract whose jobs are followed on a WebSocket. */
    static final String WEBSOCKET = JobRole.WEBSOCKET.word();

    private Needs() {}

    /** Whether the contract gives it, or does not; the profile cannot. */
    static boolean isOfContract(String need) {
        return need.equals(STREAM) || need.equals(WEBSOCKET);
    }

    /**
     * What the suite lacks on its own side; empty texts mean nothing.
     *
     * @param network why there is no fault proxy
     * @param liveNetwork why it cannot act on connections one by one
     */
    record Lack(String network, String liveNetwork) {
        /** Everything is there. */
        static final Lack NONE = new Lack("", "");
    }

    /** Why a case cannot run; empty if it can. */
    static Optional<String> missing(ConformanceCase story, TargetProfile profile, Lack lack) {
        var waived = profile.terms().waived();
        if (!story.proves().isEmpty() && waived.keySet().containsAll(story.proves())) {
            return Optional.ofNullable(waived.get(story.proves().get(0)));
        }
        return story.profileNeeds().stream()
                .flatMap(need -> missing(need, profile, lack).stream())
                .findFirst();
    }

    private static Optional<String> missing(String need, TargetProfile profile, Lack lack) {
        return switch (need) {
            case NETWORK ->
                lack.network().isEmpty()
                        ? Optional.empty()
                        : Optional.of("there is no fault proxy (" + lack.network() + ")");
            case LIVE_NETWORK -> lack.liveNetwork().isEmpty() ? Optional.empty() : Optional.of(lack.liveNetwork());
            case OPEN_STREAMS -> unless(profile.conditions().openStreams().isPresent(), need);
            case AUTH -> unless(profile.conditions().access().wantsToken(), need);
            case EXPIRED_JOB -> unless(profile.conditions().expiredJob().isPresent(), need);
            case SLO -> unless(profile.terms().slo() != null, need);
            case EVENT_CLOCK -> unless(hasEventClock(profile.terms().slo()), need);
            case "expiring" -> expiring(profile);
            default -> unless(profile.job(need).isPresent(), "jobs." + need);
        };
    }

    private static boolean hasEventClock(@Nullable Slo slo) {
        return slo != null && !slo.eventClock().isEmpty();
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
