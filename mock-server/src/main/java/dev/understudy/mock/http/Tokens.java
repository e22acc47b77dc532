package dev.understudy.mock.http;

import dev.understudy.mock.job.Job;
import java.time.Duration;
import java.util.Optional;

/** Whether a token lets its bearer in. */
final class Tokens {
    private Tokens() {}

    /** The contract's error for this token; empty if it is good. */
    static Optional<String> refusal(Job job, String token, Duration now) {
        if (!job.isMine(token, now)) {
            return Optional.of("invalid-token");
        }
        return job.tokenAge(now).compareTo(job.tokenTtl()) >= 0 ? Optional.of("token-expired") : Optional.empty();
    }
}
