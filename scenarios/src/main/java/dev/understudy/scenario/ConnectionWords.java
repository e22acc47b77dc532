package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.ConnectionPlan.AfterLast;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.ConnectionPlan.Chunks;
import dev.understudy.scenario.ConnectionPlan.Coalesce;
import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may stand under {@code connections}, and what it reads as. */
final class ConnectionWords {
    private static final int MOST_EVENTS = 1_000_000;

    private final KindFamily<AnswerPlan.Form> answers;

    ConnectionWords(KindFamily<AnswerPlan.Form> answers) {
        this.answers = answers;
    }

    Struct struct() {
        return new Struct(
                "connection",
                "what happens to a stream connection",
                Stream.of(answer(), stream(), ends()).flatMap(List::stream).toList());
    }

    private List<Field> answer() {
        return List.of(
                Field.optional("answer", answers, "It is refused with this."),
                Field.optional("status", Types.integer(200, 599), "The stream's own status. Without it: 200."),
                Field.optional("delay", delay(), "Waiting before the headers or the first byte."),
                Field.optional("headers", Types.object(), "Headers that differ; a null leaves one out."),
                Field.optional(
                        "encoding",
                        ScenarioLanguage.words(ConnectionPlan.Encoding.values()),
                        "`gzip` for a client that accepts it, flushed at each write; `gzip-held` gives away only what its"
                                + " buffer cannot hold; `gzip-unasked` is for every client."));
    }

    private static List<Field> stream() {
        return List.of(
                Field.optional(
                        "greeting",
                        Types.text(),
                        "The comment that it begins with, `none` for no comment. Without it: the contract's."),
                Field.optional(
                        "retry", Types.durationOrNone(), "The reconnection time it names. Without it: the contract's."),
                Field.optional(
                        "heartbeat",
                        Types.durationOrNone(),
                        "A comment after so much silence. Without it: the contract's."),
                Field.optional(
                        "heartbeat-as", Types.text(), "These characters instead of `: heartbeat` and a blank line."),
                Field.optional(
                        "line-ends",
                        ScenarioLanguage.words(ConnectionPlan.LineEnds.values()),
                        "Without it: lf. `mixed` takes turns."),
                Field.optional("space", Types.flag(), "Whether a space follows the colon. Without it: true."),
                Field.optional("bom", Types.flag(), "Whether the stream begins with a byte order mark."),
                Field.optional(
                        "chunks",
                        chunks(),
                        "How the bytes of an event are cut into writes. Without it: one write each."));
    }

    private static List<Field> ends() {
        return List.of(
                Field.optional(
                        "resume",
                        ScenarioLanguage.words(ConnectionPlan.Resume.values()),
                        "How a Last-Event-ID is honoured. Without it: exactly."),
                Field.optional(
                        "late",
                        ScenarioLanguage.words(ConnectionPlan.Late.values()),
                        "What a connection gets after the job's end. Without it: terminal; closed where the contract's streams are live."),
                Field.optional(
                        "after-last",
                        Types.word(List.copyOf(AFTER_LAST.keySet())),
                        "What happens behind the last event. Without it: end. With `204` it ends, and whoever comes after the"
                                + " job's end gets a 204."),
                Field.optional(
                        "http",
                        BentHttp.STRUCT,
                        "How HTTP carries it, where that is bent. Then it is closed behind its end."),
                Field.optional("websocket", WebSocketPlan.STRUCT, "What it does if it is a WebSocket."),
                Field.optional("faults", Types.listOf(fault()), "What goes wrong, and when."));
    }

    private static final Map<String, AfterLast> AFTER_LAST = Stream.of(AfterLast.values())
            .collect(Collectors.toMap(
                    ConnectionWords::word, each -> each, (one, other) -> one, java.util.LinkedHashMap::new));

    private static String word(AfterLast value) {
        return value == AfterLast.NO_CONTENT ? "204" : ScenarioLanguage.word(value);
    }

    private static Struct delay() {
        return new Struct(
                "delay",
                "waiting before the headers or the first byte",
                List.of(
                        Field.optional("headers", Types.duration(), "Before the answer's headers."),
                        Field.optional("first-byte", Types.duration(), "Between the headers and the first byte.")));
    }

    private static Struct chunks() {
        return new Struct(
                "chunks",
                "how the bytes of an event are cut into writes",
                List.of(
                        Field.optional("bytes", Types.integer(1), "The size of each piece."),
                        Field.optional("at", Types.listOf(Types.integer(1)), "Cuts at these bytes of each event."),
                        Field.optional(
                                "inside",
                                Types.listOf(ScenarioLanguage.words(ConnectionPlan.Inside.values())),
                                "Cuts inside each of these: a CR LF pair, a character of many bytes, the byte order mark."),
                        Field.optional("every", Types.duration(), "The time between two pieces. Without it: 1ms."),
                        Field.optional("coalesce", coalesce(), "What is held back, and then sent in one write.")));
    }

    private static Struct coalesce() {
        return new Struct(
                "coalesce",
                "what is held back, and then sent in one write",
                List.of(
                        Field.optional("events", Types.integer(1, MOST_EVENTS), "Until so many events are there."),
                        Field.optional("time", Types.duration(), "At most so long."),
                        Field.optional("until", Types.word(List.of("end")), "Until the stream ends.")));
    }

    private static Struct fault() {
        return new Struct(
                "fault",
                "when something goes wrong, and what",
                List.of(
                        Field.required("when", TriggerKinds.FAMILY, "When it happens."),
                        Field.required("do", FaultKinds.FAMILY, "What goes wrong."),
                        Field.optional(
                                "on",
                                ScenarioLanguage.words(Carrier.values()),
                                "Only on connections of this kind. Without it: on all that can.")));
    }

    ConnectionPlan read(Words words, Contract contract) {
        var times = contract.times();
        return new ConnectionPlan(
                words.has("answer") ? Optional.of(AnswerPlan.read(answers, words.child("answer"))) : Optional.empty(),
                words.integer("status").orElse(200),
                words.child("delay").duration("headers").orElse(Duration.ZERO),
                words.child("delay").duration("first-byte").orElse(Duration.ZERO),
                words.text("greeting").or(contract.streamForm()::greeting).filter(text -> !text.equals("none")),
                durationOrNone(words, "retry", times.retry()),
                durationOrNone(words, "heartbeat", times.heartbeat()),
                words.text("heartbeat-as"),
                AnswerPlan.headers(words),
                constant(words, "encoding", ConnectionPlan.Encoding.NONE),
                constant(words, "line-ends", ConnectionPlan.LineEnds.LF),
                words.flag("space", true),
                words.flag("bom", false),
                words.has("chunks") ? Optional.of(chunks(words.child("chunks"))) : Optional.empty(),
                constant(words, "resume", ConnectionPlan.Resume.EXACTLY),
                constant(words, "late", late(contract)),
                words.text("after-last").map(AFTER_LAST::get).orElse(AfterLast.END),
                words.has("http") ? Optional.of(BentHttp.read(words.child("http"))) : Optional.empty(),
                WebSocketPlan.read(words, contract.webSocket()),
                words.list("faults").stream().map(ConnectionWords::fault).toList());
    }

    private static ConnectionPlan.Late late(Contract contract) {
        return contract.streamForm().live() ? ConnectionPlan.Late.CLOSED : ConnectionPlan.Late.TERMINAL;
    }

    private static Chunks chunks(Words words) {
        return new Chunks(
                words.integer("bytes"),
                words.list("at").stream().map(Words::integer).toList(),
                words.texts("inside").stream()
                        .map(word -> ScenarioLanguage.constant(word, ConnectionPlan.Inside.class))
                        .toList(),
                words.duration("every").orElse(Duration.ofMillis(1)),
                words.has("coalesce")
                        ? Optional.of(new Coalesce(
                                words.child("coalesce").integer("events"),
                                words.child("coalesce").duration("time")))
                        : Optional.empty());
    }

    private static ConnectionPlan.Fault fault(Words words) {
        var what = FaultKinds.FAMILY.read(words.child("do"));
        var carriers = what.isOfWebSockets() ? EnumSet.of(Carrier.WEBSOCKET) : EnumSet.allOf(Carrier.class);
        words.text("on")
                .map(word -> ScenarioLanguage.constant(word, Carrier.class))
                .ifPresent(only -> carriers.retainAll(EnumSet.of(only)));
        return new ConnectionPlan.Fault(TriggerKinds.FAMILY.read(words.child("when")), what, carriers);
    }

    private static Optional<Duration> durationOrNone(Words words, String field, Optional<Duration> otherwise) {
        return words.has(field) ? words.duration(field) : otherwise;
    }

    private static <E extends Enum<E>> E constant(Words words, String field, E otherwise) {
        return words.text(field)
                .map(word -> ScenarioLanguage.constant(word, otherwise.getDeclaringClass()))
                .orElse(otherwise);
    }
}
