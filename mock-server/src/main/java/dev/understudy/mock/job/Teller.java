package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.Message;
import java.time.Duration;

/**
 * Whose story is told.
 *
 * @param jobIdInJson the job's id as it stands within a JSON text
 * @param begin when the job began, on the session's clock
 */
record Teller(PayloadTexts texts, JobClock clock, JobSeed seed, String jobIdInJson, Duration begin) {
    String jobId() {
        return seed.id();
    }

    /** How long the job's results live. */
    Duration resultsTtl() {
        return seed.scenario().job().resultsTtl().orElse(texts.resultsTtl());
    }

    /** The same story, beginning so much later. */
    Teller later(Duration by) {
        return new Teller(texts, clock, seed, jobIdInJson, begin.plus(by));
    }

    /** What this message says of the job in this state, at this time. */
    String payload(Message message, JobState state, Duration now) {
        return texts.isPlain(message)
                ? texts.of(message, jobId(), state)
                : tree(message, state, now).toString();
    }

    /** The same as a tree. */
    JsonNode tree(Message message, JobState state, Duration now) {
        return texts.contract().render(message.payload(), new Surroundings(this, state, now));
    }

    /** A scenario's own text with the job's id filled in. */
    String filled(String text) {
        return text.replace("{jobId}", jobIdInJson);
    }
}
