package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Pipeline;
import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.FieldType;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that may stand in a scenario file, given a contract's events, pipelines and errors. */
public final class ScenarioLanguage {
    private static final Field AFTER = Field.optional("after", Types.duration(), "How long after the step before it.");
    private static final Field UNTIL = Field.optional(
            "until",
            new Struct(
                    "until",
                    "what the story waits for",
                    List.of(Field.required(
                            "connections", Types.integer(1), "The job has had so many stream connections."))),
            "Waits for the client; `after` counts from then.");

    private final KindFamily<Step> steps;
    private final KindFamily<AnswerPlan.Form> answers;
    private final KindFamily<ServerExpectation> serverExpectations;
    private final ConnectionWords connections;
    private final List<String> pipelines;
    private final List<String> errorNames;

    /** The words for scenarios of this contract. */
    public ScenarioLanguage(Contract contract) {
        this(List.of(contract));
    }

    /** All words for scenarios of any of these contracts, for editors and people; where several have one, it is the first one's. */
    public ScenarioLanguage(List<Contract> contracts) {
        this.steps = new KindFamily<>(
                "step",
                "a step such as {after: 200ms, processing: {processed: 1}}",
                List.copyOf(StepKinds.with(contracts)),
                List.of(AFTER, UNTIL, RepeatedStep.TIMES));
        this.errorNames = distinct(contracts, Contract::errorNames);
        this.answers = AnswerPlan.family(errorNames);
        this.serverExpectations = ServerExpectationKinds.family(contracts);
        this.connections = new ConnectionWords(answers);
        this.pipelines = distinct(contracts, Contract::pipelines).stream()
                .map(Pipeline::name)
                .distinct()
                .toList();
    }

    private static <T> List<T> distinct(List<Contract> contracts, Function<Contract, Collection<T>> words) {
        return contracts.stream()
                .flatMap(contract -> words.apply(contract).stream())
                .distinct()
                .toList();
    }

    KindFamily<Step> steps() {
        return steps;
    }

    KindFamily<AnswerPlan.Form> answers() {
        return answers;
    }

    KindFamily<ServerExpectation> serverExpectations() {
        return serverExpectations;
    }

    ConnectionWords connections() {
        return connections;
    }

    List<String> pipelines() {
        return pipelines;
    }

    /** The families of words, for the reference. */
    public List<KindFamily<?>> families() {
        return List.of(
                steps,
                TriggerKinds.FAMILY,
                FaultKinds.FAMILY,
                answers,
                NetworkFault.FAMILY,
                ClientExpectationKinds.FAMILY,
                serverExpectations);
    }

    /** A scenario file as a whole. */
    public Struct file() {
        return new Struct(
                "scenario",
                "a scenario",
                List.of(
                        Field.required("id", Types.text(), "The scenario's name in commands and URLs; as the file's."),
                        Field.required("title", Types.text(), "One sentence: what happens and what must come of it."),
                        Field.required("about", Types.text(), "Which failure it provokes, in plain words."),
                        Field.optional("tags", Types.listOf(Types.text()), "For selecting."),
                        Field.optional(
                                "pipelines",
                                Types.listOf(Types.word(pipelines)),
                                "The kinds of jobs it can happen to. Without it: all."),
                        Field.optional("job", job(), "What happens to the job."),
                        Field.optional(
                                "connections",
                                Types.listOf(connections.struct()),
                                "What happens to the 1st, 2nd, ... stream connection; the last entry serves all later ones."
                                        + " WebSockets are counted for themselves."),
                        Field.optional(
                                "answers",
                                Types.mapOf(answered(), Types.listOf(answers)),
                                "What the 1st, 2nd, ... call is answered with; the last entry serves all later ones."),
                        Field.optional(
                                "errors",
                                Types.mapOf(errorNames, answers),
                                "What is answered instead of the contract's error of this name."),
                        Field.optional(
                                "headers",
                                Types.object(),
                                "Headers of every answer that differ, preflights included; a null leaves one out."),
                        Field.optional("rate-limit", Types.mapOf(roles(), rateLimit()), "Real limits, with real 429s."),
                        Field.optional(
                                "network",
                                Types.listOf(networkFault()),
                                "The same day seen from outside: what a fault proxy does to a real server."),
                        Field.optional("expect", expect(), "What either side must do, beyond the rules.")));
    }

    private Struct expect() {
        return new Struct(
                "expect",
                "what either side must do",
                List.of(
                        Field.optional(
                                "client", Types.listOf(ClientExpectationKinds.FAMILY), "What the client must do."),
                        Field.optional("server", Types.listOf(serverExpectations), "What the server must do.")));
    }

    /** Streams and WebSockets have {@code connections} instead. */
    private static List<String> answered() {
        return roles().stream()
                .filter(role -> !role.equals(JobRole.STREAM.word()) && !role.equals(JobRole.WEBSOCKET.word()))
                .toList();
    }

    private static List<String> roles() {
        return Arrays.stream(JobRole.values()).map(JobRole::word).toList();
    }

    private Struct job() {
        return new Struct(
                "job",
                "what happens to the job",
                List.of(
                        Field.optional(
                                "items", Types.integer(1), "How many items it has. Without it: as many as the upload."),
                        Field.optional("age", Types.duration(), "How long ago it was created when the story begins."),
                        Field.optional(
                                "results-ttl",
                                Types.duration(),
                                "How long its results live. Without it: as the contract has it."),
                        Field.optional(
                                "token-ttl",
                                Types.duration(),
                                "How long its token is good. Without it: as the contract has it."),
                        Field.optional(
                                "token-grace",
                                Types.duration(),
                                "How long its token is good once there is a new one. Without it: as the contract has it."),
                        Field.optional(
                                "auth",
                                words(JobPlan.Auth.values()),
                                "What a stream request must bring. Without it: none."),
                        Field.optional(
                                "dialect",
                                Types.text(),
                                "Which of the contract's messages WebSockets speak, and payloads here are written for. Without it:"
                                        + " the first."),
                        Field.optional(
                                "results",
                                results(),
                                "What became of the items. Without it: all were new, none failed."),
                        Field.optional(
                                "timeline",
                                Types.listOf(steps),
                                "What happens, in order. Without it: a plain run to the end.")));
    }

    private static Struct results() {
        return new Struct(
                "results",
                "what became of the items",
                List.of(
                        Field.optional("updated", Types.integer(0), "Items that were there already and got better."),
                        Field.optional("duplicates", Types.integer(0), "Items that were there already."),
                        Field.optional("errors", Types.listOf(itemError()), "Items that failed.")));
    }

    private static Struct itemError() {
        return new Struct(
                "item-error",
                "an item that failed",
                List.of(
                        Field.required("row", Types.integer(1), "Its row, from 1."),
                        Field.optional("isbn", Types.text(), "Its ISBN."),
                        Field.required("error", Types.text(), "What was wrong with it.")));
    }

    private static Struct rateLimit() {
        return new Struct(
                "rate-limit",
                "at most so many calls in so much time",
                List.of(
                        Field.required("calls", Types.integer(0), "How many calls a window allows."),
                        Field.required("per", Types.duration(), "The window, on the job's clock.")));
    }

    private static Struct networkFault() {
        return new Struct(
                "network-fault",
                "when the network does something, and what",
                List.of(
                        Field.required("when", TriggerKinds.FAMILY, "When it happens, as the client sees it."),
                        Field.required("do", NetworkFault.FAMILY, "What the network does.")));
    }

    static FieldType words(Enum<?>[] values) {
        return Types.word(Stream.of(values).map(ScenarioLanguage::word).toList());
    }

    /** The word of an enum constant, such as {@code keep-open}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The enum constant of a word. */
    static <E extends Enum<E>> E constant(String word, Class<E> of) {
        return Enum.valueOf(of, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
