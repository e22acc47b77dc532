package dev.understudy.mock.record;

import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import dev.understudy.journal.Entry.How;
import dev.understudy.mock.script.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a client, and what the target answered.
 *
 * @param jobId the job that it is about; empty if it is about none that is known
 * @param at when it came, after the recording began
 * @param lastEventId what the client said that it has seen
 * @param answeredAt when the head of the answer came; when it was over if none came
 * @param status 0 if no head came
 * @param headers by lower-case name
 * @param body the body as text, secrets replaced; empty for a stream
 * @param stream what came over it, if it is a stream
 * @param overAt when it was over
 * @param how how it ended; given up if it had not ended when it was looked at
 */
record Take(
        Operation operation,
        String jobId,
        Duration at,
        Optional<String> lastEventId,
        Duration answeredAt,
        int status,
        Map<String, String> headers,
        String body,
        Optional<Tape> stream,
        Duration overAt,
        How how) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    Take {
        headers = Map.copyOf(headers);
    }

    /**
     * What came over a stream.
     *
     * @param blocks in their order
     * @param rest the bytes of a block whose end did not come
     * @param lineEnds the scenario language's word for how its lines end
     * @param spaces whether a space follows the colon of fields
     * @param mark whether it began with a byte order mark
     */
    record Tape(List<Block> blocks, Bytes rest, String lineEnds, boolean spaces, boolean mark) {
        Tape {
            blocks = List.copyOf(blocks);
        }
    }

    boolean serves(JobRole role) {
        return operation.role().equals(Optional.of(role));
    }

    boolean isRefused() {
        return status != 0 && status / 100 != 2;
    }

    /** Whether there was no answer, and nobody broke off, in a time in which others have given up. */
    boolean isUnanswered() {
        return status == 0 && how == How.GIVEN_UP && overAt.minus(at).compareTo(PATIENCE) > 0;
    }

    /** Whether the connection was lost before the head of an answer came. */
    boolean isDropped() {
        return status == 0 && (how == How.RESET || how == How.CUT);
    }
}
