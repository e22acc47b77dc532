package dev.understudy.mock.job;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.scenario.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The payloads of a contract's messages as JSON texts with gaps: the same text as {@link Payload} gives, at a tenth of its cost, for
 * there is one to be written for every event of every stream.
 *
 * <p>Safe for any number of threads.
 */
final class PayloadTexts {
    private static final List<String> TEXTS = List.of("jobId", "status");

    /** Characters for private use stand around a gap's name: nothing escapes them, and no contract has them. */
    private static final Pattern MARK = Pattern.compile("(\"?)\uE000(\\w+)\uE001(\"?)");

    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9_-]+)\\}");

    /** Stands for a job's id while the text around it is made; as private as the marks. */
    private static final String JOB_ID = "\uE000";

    private final Map<String, Gap> known = Map.of(
            "jobId", (text, jobId, state) -> escape(text, jobId),
            "status", (text, jobId, state) -> escape(text, statusWord(state)),
            "progress", (text, jobId, state) -> text.append(Progress.of(state.processed(), state.total())),
            "percent", (text, jobId, state) -> text.append(Progress.percent(state.processed(), state.total())),
            "processed", (text, jobId, state) -> text.append(state.processed()),
            "total", (text, jobId, state) -> text.append(state.total()));

    private final Contract contract;
    private final Duration resultsTtl;
    private final Optional<Message> snapshot;
    private final Optional<Message> success;
    private final Map<Message, List<Gap>> gaps = new ConcurrentHashMap<>();
    private final Map<Message, Boolean> plain = new ConcurrentHashMap<>();

    PayloadTexts(Contract contract) {
        this(contract, contract.times().resultsTtl());
    }

    /** For jobs whose results live so long where a scenario does not say. */
    PayloadTexts(Contract contract, Duration resultsTtl) {
        this.contract = contract;
        this.resultsTtl = resultsTtl;
        this.snapshot = contract.messages().stream().filter(Message::snapshot).findFirst();
        this.success = contract.messages().stream().filter(Message::endsJob).findFirst();
    }

    private String statusWord(JobState state) {
        return contract.statusAfter(state.status());
    }

    Contract contract() {
        return contract;
    }

    Duration resultsTtl() {
        return resultsTtl;
    }

    /** Whether the payload says no more of a job than its id and its state. */
    boolean isPlain(Message message) {
        var known = plain.get(message);
        return known == null ? plain.computeIfAbsent(message, key -> saysNoMore(key.payload())) : known;
    }

    private static boolean saysNoMore(JsonNode template) {
        return template.isTextual()
                ? NAME.matcher(template.textValue()).results().noneMatch(found -> Surroundings.isMore(found.group(1)))
                : StreamSupport.stream(template.spliterator(), false).allMatch(PayloadTexts::saysNoMore);
    }

    /** The message that says how far a job is. */
    Optional<Message> snapshot() {
        return snapshot;
    }

    /** The first of the messages that end a job is the one for success. */
    Optional<Message> success() {
        return success;
    }

    /** The payload of this message about a job in this state. */
    String of(Message message, String jobId, JobState state) {
        var text = new StringBuilder(192);
        for (var gap : gapsOf(message)) {
            gap.fill(text, jobId, state);
        }
        return text.toString();
    }

    /** The same in pieces: joined by the job's id, as it stands within a JSON text, they are the payload. */
    List<String> aroundJobId(Message message, JobState state) {
        return List.of(of(message, JOB_ID, state).split(JOB_ID, -1));
    }

    /** A text as it stands within a JSON text. */
    static String escaped(String value) {
        var text = new StringBuilder(value.length());
        escape(text, value);
        return text.toString();
    }

    private List<Gap> gapsOf(Message message) {
        var found = gaps.get(message);
        return found == null ? gaps.computeIfAbsent(message, this::gaps) : found;
    }

    private List<Gap> gaps(Message message) {
        var marked = contract.render(
                        message.payload(),
                        name -> Optional.of(name)
                                .filter(known::containsKey)
                                .map(gap -> JsonNodeFactory.instance.textNode("\uE000" + gap + "\uE001")))
                .toString();
        var gaps = new ArrayList<Gap>();
        var mark = MARK.matcher(marked);
        int from = 0;
        while (mark.find()) {
            var name = mark.group(2);
            boolean quoted = !mark.group(1).isEmpty() && !mark.group(3).isEmpty();
            // A text that is one gap becomes the value itself, so a number loses the quotes; within a text they belong
            // to the text.
            boolean dropsQuotes = quoted && !TEXTS.contains(name);
            gaps.add(fixed(marked.substring(from, dropsQuotes ? mark.start(1) : mark.end(1))));
            gaps.add(known.getOrDefault(name, fixed("")));
            from = dropsQuotes ? mark.end(3) : mark.start(3);
        }
        gaps.add(fixed(marked.substring(from)));
        return List.copyOf(gaps);
    }

    private static Gap fixed(String words) {
        return (text, jobId, state) -> text.append(words);
    }

    private static void escape(StringBuilder text, String value) {
        JsonStringEncoder.getInstance().quoteAsString(value, text);
    }

    /** A part of a payload: fixed words, or what a variable stands for. */
    @FunctionalInterface
    private interface Gap {
        void fill(StringBuilder text, String jobId, JobState state);
    }
}
