package dev.understudy.scenario.situation;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.FieldType;
import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The words in which a transition's steps are written. */
final class Changes {
    private static final List<Field> SHARED =
            List.of(Field.optional("after", Types.duration(), "How long after the step before it."));

    private Changes() {}

    /** All words, given the names of the profiles that there are. */
    static KindFamily<Change> family(List<String> profiles) {
        return new KindFamily<>("change", "what the network does, such as silence", kinds(profiles), SHARED);
    }

    private static List<Kind<? extends Change>> kinds(List<String> profiles) {
        return Stream.of(plain(), aboutConnections(), aboutBytes(), aboutNewcomers(profiles))
                .<Kind<? extends Change>>flatMap(List::stream)
                .toList();
    }

    private static List<Kind<? extends Change>> plain() {
        return List.of(
                alone(
                        "silence",
                        "The connections there are go silent for good: data and ends are lost.",
                        Change.Plain.SILENCE),
                alone("stall", "The connections there are stand still, ends too; nothing is lost.", Change.Plain.STALL),
                alone("resume", "What stands still goes on.", Change.Plain.RESUME),
                alone("reset", "Both sides of the connections there are see a reset.", Change.Plain.RESET),
                alone("down", "Connections end in order, and new ones are refused.", Change.Plain.DOWN),
                alone("up", "New connections are accepted again.", Change.Plain.UP),
                alone("answer-normally", "New connections reach the server again.", Change.Plain.ANSWER_NORMALLY));
    }

    private static List<Kind<? extends Change>> aboutConnections() {
        return List.of(
                Kind.<Change>of(
                        "end",
                        "One side of the connections there are ends.",
                        List.of(
                                Field.required("side", Types.word(names(Change.Side.values())), "Which."),
                                Field.required(
                                        "with", Types.word(List.of("fin", "rst")), "In order, or with a reset.")),
                        "{end: {side: client, with: rst}}",
                        words -> new Change.End(
                                one(Change.Side.values(), words.child("side").text()),
                                words.child("with").isText("rst"))),
                Kind.<Change>with(
                        "idle",
                        "Connections go silent when nobody has sent anything for so long.",
                        Types.durationOrNone(),
                        "{idle: 270s}",
                        words -> new Change.Idle(
                                words.isText("none") ? Optional.empty() : Optional.of(words.duration()))),
                Kind.<Change>with(
                        "stop-reading",
                        "This side of the connections there are is no longer read, until `resume`.",
                        Types.word(names(Change.Side.values())),
                        "{stop-reading: server}",
                        words -> new Change.StopReading(one(Change.Side.values(), words.text()))));
    }

    private static List<Kind<? extends Change>> aboutBytes() {
        return List.of(
                Kind.<Change>of(
                        "hold",
                        "What the server sends is kept back until it is so many bytes or so old.",
                        List.of(
                                Field.required("bytes", Types.integer(0), "So many; 0 ends that."),
                                Field.required("most", Types.duration(), "So old.")),
                        "{hold: {bytes: 4096, most: 10s}}",
                        words -> new Change.Hold(
                                words.child("bytes").integer(),
                                words.child("most").duration())),
                Kind.<Change>of(
                        "burst",
                        "Bytes pass only at the beginning of each period.",
                        List.of(
                                Field.required(
                                        "period", Types.duration(), "From one beginning to the next; 0 ends that."),
                                Field.required("open", Types.duration(), "How long they pass.")),
                        "{burst: {period: 2s, open: 100ms}}",
                        words -> new Change.Burst(
                                words.child("period").duration(),
                                words.child("open").duration())));
    }

    private static List<Kind<? extends Change>> aboutNewcomers(List<String> profiles) {
        return List.of(
                Kind.<Change>with(
                        "newcomers",
                        "What happens to those who connect from now on.",
                        Types.word(names(Change.Reception.values())),
                        "{newcomers: refused}",
                        words -> new Change.Newcomers(one(Change.Reception.values(), words.text()))),
                Kind.<Change>with(
                        "profile",
                        "The network is like this profile from now on.",
                        Types.word(profiles),
                        "{profile: lte}",
                        words -> new Change.Become(words.text())),
                Kind.<Change>with(
                        "source",
                        "The server sees new connections at this address of this machine (Linux has all of 127.0.0.0/8).",
                        Types.text(),
                        "{source: 127.0.0.2}",
                        words -> new Change.Source(words.text())),
                Kind.<Change>with(
                        "answer",
                        "New connections do not reach the server: every request on them is answered like this.",
                        answer(),
                        "{answer: {status: 511}}",
                        Changes::answer));
    }

    private static FieldType answer() {
        return new Struct(
                "answer",
                "an answer, such as {status: 511}",
                List.of(
                        Field.required("status", Types.integer(200, 599), "The status."),
                        Field.optional("headers", Types.object(), "Headers."),
                        Field.optional("body", Types.text(), "The body.")));
    }

    private static Change answer(Words words) {
        var headers = new LinkedHashMap<String, String>();
        words.map("headers").forEach((name, value) -> headers.put(name, value.text()));
        return new Change.Answer(
                words.child("status").integer(), headers, words.text("body").orElse(""));
    }

    private static Kind<Change> alone(String word, String summary, Change change) {
        return Kind.alone(word, summary, change);
    }

    private static List<String> names(Enum<?>... all) {
        return Stream.of(all).map(Changes::word).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E one(E[] all, String word) {
        return Stream.of(all)
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElseThrow();
    }
}
