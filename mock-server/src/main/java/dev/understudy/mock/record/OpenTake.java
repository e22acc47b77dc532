package dev.understudy.mock.record;

import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import dev.understudy.journal.Entry.How;
import dev.understudy.journal.Redaction;
import dev.understudy.mock.record.Take.Tape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A take while it goes on. Safe for any number of threads. */
final class OpenTake {
    private static final int MOST_BLOCKS = 20_000;
    private static final int MOST_STREAM_BYTES = 32 * 1024 * 1024;
    private static final int MOST_BODY_BYTES = 256 * 1024;

    private final Recording recording;
    private final Operation operation;
    private final Duration at;
    private final Optional<String> lastEventId;
    private final BlockReader reader = new BlockReader();
    private final List<Block> blocks = new ArrayList<>();
    private String jobId;
    private Map<String, String> headers = Map.of();
    private String body = "";
    private How how = How.GIVEN_UP;
    private Optional<Duration> answeredAt = Optional.empty();
    private Optional<Duration> overAt = Optional.empty();
    private int status;
    private boolean isStream;
    private boolean isFull;
    private boolean isForgotten;
    private int bytes;

    OpenTake(Recording recording, Operation operation, String jobId, Optional<String> lastEventId) {
        this.recording = recording;
        this.operation = operation;
        this.jobId = jobId;
        this.lastEventId = lastEventId;
        this.at = recording.now();
    }

    /** The head of the answer has come. */
    synchronized void answered(int answerStatus, Map<String, String> answerHeaders, boolean answerIsStream) {
        status = answerStatus;
        headers = answerHeaders;
        isStream = answerIsStream;
        answeredAt = Optional.of(recording.now());
    }

    /** Bytes of the stream have come. Beyond a limit they are not kept. */
    synchronized void came(ByteBuffer piece) {
        if (isFull) {
            return;
        }
        bytes += piece.remaining();
        boolean hasRoom = recording.takeRoom(piece.remaining());
        var now = recording.now();
        while (piece.hasRemaining()) {
            reader.take(piece.get(), now).ifPresent(blocks::add);
        }
        isFull = bytes > MOST_STREAM_BYTES || blocks.size() > MOST_BLOCKS || !hasRoom;
    }

    /** The whole body has come, which is no stream. */
    synchronized void came(byte[] whole) {
        // What is larger is no refusal, and no answer about a job.
        var text = new String(whole, 0, Math.min(whole.length, MOST_BODY_BYTES), StandardCharsets.UTF_8);
        isFull |= !recording.takeRoom(text.length());
        if (operation.role().equals(Optional.of(JobRole.CREATE)) && status / 100 == 2) {
            Json.read(text)
                    .map(json -> recording.contract().answers(JobRole.CREATE).find("jobId", json))
                    .filter(id -> id.isTextual())
                    .ifPresent(id -> jobId = id.textValue());
        }
        body = Redaction.body(text);
    }

    /** It is over; only the first time counts. */
    synchronized void over(How itsHow) {
        if (overAt.isEmpty()) {
            overAt = Optional.of(recording.now());
            how = itsHow;
        }
    }

    /** It says nothing about the target, for the request never got there. */
    synchronized void forget() {
        isForgotten = true;
    }

    synchronized boolean isForgotten() {
        return isForgotten;
    }

    /** Whether more came than is kept. */
    synchronized boolean isFull() {
        return isFull;
    }

    /** What it is so far. */
    synchronized Take soFar() {
        var end = overAt.orElseGet(recording::now);
        var tape = isStream
                ? Optional.of(new Tape(blocks, reader.rest(), reader.lineEnds(), reader.hasSpaces(), reader.hasMark()))
                : Optional.<Tape>empty();
        return new Take(
                operation, jobId, at, lastEventId, answeredAt.orElse(end), status, headers, body, tape, end, how);
    }
}
