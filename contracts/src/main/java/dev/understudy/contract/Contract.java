package dev.understudy.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a server and its clients agreed on: one contract pack, loaded. Immutable, safe for any number of threads. */
public final class Contract {
    /** The contract that is meant where none is named. */
    public static final String DEFAULT = ContractPack.DEFAULT;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String source;
    private final List<Operation> operations;
    private final List<Dialect> dialects;
    private final Optional<WebSocketTerms> webSocket;
    private final Map<String, List<Message>> byWireName;
    private final StreamForm streamForm;
    private final Map<String, Rule> rules;
    private final Map<String, Pipeline> pipelines;
    private final Map<String, ErrorKind> errors;
    private final JsonNode errorBody;
    private final Times times;
    private final Cors cors;
    private final List<Map<String, String>> samples;
    private final Map<String, Integer> limits;
    private final Shapes shapes;
    private final Template template;
    private final Supplier<Map<JobRole, Reading>> answers;
    private final Supplier<Reading> errorAnswers;
    private final Supplier<Reading> payloads;

    Contract(ContractPack pack, OpenApiPart openApi, AsyncApiPart asyncApi, Map<String, Rule> rules) {
        this.name = pack.name();
        this.source = pack.source();
        this.operations = openApi.operations();
        this.pipelines = openApi.pipelines();
        this.errors = openApi.errors();
        this.errorBody = openApi.errorBody();
        this.times = openApi.times();
        this.cors = openApi.cors();
        this.samples = openApi.samples();
        this.limits = Map.copyOf(openApi.limits());
        this.shapes = openApi.shapes();
        this.template = openApi.template();
        this.dialects = asyncApi.dialects();
        this.webSocket = asyncApi.webSocket();
        this.byWireName = streamDialect().events().values().stream().collect(Collectors.groupingBy(Message::name));
        this.streamForm = asyncApi.streamForm();
        this.rules = rules;
        this.answers = new Lazy<>(() -> readings(operations));
        this.errorAnswers = new Lazy<>(() -> Reading.of(
                errorBody, errors.values().stream().map(ErrorKind::fields).toList()));
        this.payloads = new Lazy<>(() -> Reading.of(dialects.stream()
                .flatMap(dialect -> dialect.messages().values().stream())
                .map(Message::payload)
                .toList()));
    }

    private static Map<JobRole, Reading> readings(List<Operation> operations) {
        var readings = new EnumMap<JobRole, Reading>(JobRole.class);
        for (var role : JobRole.values()) {
            readings.put(
                    role,
                    Reading.of(operations.stream()
                            .filter(operation -> operation.role().equals(Optional.of(role)))
                            .flatMap(operation -> operation.responses().values().stream())
                            .flatMap(response -> response.answer().stream())
                            .toList()));
        }
        return readings;
    }

    /**
     * Loads the pack of this name from the class path, or from a folder if the name is the path of one.
     *
     * @throws dev.understudy.yaml.InvalidDocumentException if a document of the pack is invalid; holds every problem
     * @throws UnknownContractException if there is no such pack
     */
    public static Contract load(String nameOrFolder) {
        return new ContractReader(ContractPack.find(nameOrFolder)).read();
    }

    /** The names of the packs that come with this project, {@link #DEFAULT} first. */
    public static List<String> bundled() {
        return ContractPack.bundled();
    }

    /** Names exactly this text of a pack, so that reports which were made with another one can be told from it. */
    public static String fingerprint(String nameOrFolder) {
        return ContractPack.find(nameOrFolder).fingerprint();
    }

    public String name() {
        return name;
    }

    /** What {@link #load} finds it by: its name, or the path of its folder. */
    public String source() {
        return source;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operation with this id. */
    public Optional<Operation> operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst();
    }

    /** The operation that serves this part of a job's life for this pipeline; the first one, not an alias. */
    public Optional<Operation> operation(JobRole role, String pipeline) {
        return operations.stream()
                .filter(operation -> operation.role().equals(Optional.of(role)))
                .filter(operation -> operation.pipeline().orElse(pipeline).equals(pipeline))
                .findFirst();
    }

    /** Whether a job may be listened to before its client makes it. */
    public boolean awaitsJobs() {
        return streamForm.live();
    }

    /** Finds what a request line means; see {@link Routing}. */
    public Routing route(String method, String path) {
        var here = operations.stream()
                .filter(operation -> operation.path().fits(path))
                .sorted(Comparator.comparingInt(
                        (Operation operation) -> -operation.path().fixedSegments()))
                .toList();
        return here.stream()
                .filter(operation -> operation.method().equals(method))
                .findFirst()
                .<Routing>map(operation -> new Routing.Found(
                        operation, operation.path().match(path).orElseThrow()))
                .orElseGet(() -> here.isEmpty()
                        ? Routing.NearMiss.to(method, path, operations)
                        : new Routing.WrongMethod(
                                here.stream().map(Operation::method).toList()));
    }

    /** The messages that tell a job's life, in the contract's first dialect: what can happen to a job. */
    public Collection<Message> messages() {
        return dialects.get(0).events().values();
    }

    /** The message that carries this event of a job's life, for example {@code completed}, in the first dialect. */
    public Optional<Message> message(String jobEvent) {
        return dialects.get(0).event(jobEvent);
    }

    /** The sets of messages; the first is the one that scenarios speak of. */
    public List<Dialect> dialects() {
        return dialects;
    }

    /** The dialect of this name. */
    public Optional<Dialect> dialect(String dialectName) {
        return dialects.stream()
                .filter(dialect -> dialect.name().equals(dialectName))
                .findFirst();
    }

    /** The dialect of this name; the first one for none, and for a name that is not known. */
    public Dialect dialect(Optional<String> dialectName) {
        return dialectName.flatMap(this::dialect).orElse(dialects.get(0));
    }

    /** The dialect that streams speak; the first one where the contract has none, or does not say. */
    public Dialect streamDialect() {
        return dialect(operations.stream()
                .filter(operation -> operation.role().equals(Optional.of(JobRole.STREAM)))
                .findFirst()
                .flatMap(Operation::dialect));
    }

    /** What the contract says of its WebSocket; empty if it has none. */
    public Optional<WebSocketTerms> webSocket() {
        return webSocket;
    }

    /** The message that an event with this name, empty for none, and this data is. */
    public Optional<Message> messageOf(String wireName, String data) {
        var named = byWireName.getOrDefault(
                wireName.isEmpty() || namesTellNothing() ? Message.UNNAMED : wireName, List.of());
        if (named.size() == 1 && named.get(0).marks().isEmpty()) {
            return Optional.of(named.get(0));
        }
        var payload = named.isEmpty() ? null : payload(data);
        return payload == null
                ? Optional.empty()
                : named.stream().filter(message -> message.hasMarks(payload)).findFirst();
    }

    /** Where no event has a name, one that has is the business of a rule of its own. */
    private boolean namesTellNothing() {
        return byWireName.size() == 1 && byWireName.containsKey(Message.UNNAMED);
    }

    private static @Nullable JsonNode payload(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            // What is no JSON is none of the contract's messages.
            return null;
        }
    }

    /** The status that a job has behind this event of its life, in the words of the contract's answers. */
    public String statusAfter(String jobEvent) {
        return message(jobEvent).map(Message::status).orElse(jobEvent);
    }

    /** Whether a job with this status has ended. */
    public boolean isFinalStatus(String status) {
        return messages().stream()
                .anyMatch(message -> message.endsJob() && message.status().equals(status));
    }

    public StreamForm streamForm() {
        return streamForm;
    }

    public Collection<Rule> rules() {
        return rules.values();
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** The kinds of jobs, in the contract's order. */
    public Collection<Pipeline> pipelines() {
        return pipelines.values();
    }

    public Optional<Pipeline> pipeline(String pipelineName) {
        return Optional.ofNullable(pipelines.get(pipelineName));
    }

    /** The names of the ways in which a request can fail. */
    public Collection<String> errorNames() {
        return errors.keySet();
    }

    public Optional<ErrorKind> error(String errorName) {
        return Optional.ofNullable(errors.get(errorName));
    }

    public Times times() {
        return times;
    }

    public Cors cors() {
        return cors;
    }

    /** Fields of items that a job has beyond those that were uploaded. */
    public List<Map<String, String>> samples() {
        return samples;
    }

    /** How many calls a minute a client may make for this part of a job's life. */
    public int limit(String role) {
        return limits.getOrDefault(role, limits.getOrDefault("other", 100));
    }

    public Shapes shapes() {
        return shapes;
    }

    /** Reads the answers of the operations that serve this part of a job's life. */
    public Reading answers(JobRole role) {
        return Objects.requireNonNull(answers.get().get(role));
    }

    /** Reads the bodies of errors. */
    public Reading errorAnswers() {
        return errorAnswers.get();
    }

    /** Reads the payloads of messages. */
    public Reading payloads() {
        return payloads.get();
    }

    /** Fills in a template of this contract; see {@link Template}. */
    public JsonNode render(JsonNode body, Function<String, Optional<JsonNode>> variables) {
        return template.render(body, variables).orElse(body);
    }

    /** The field by which an error answer of this contract is known: the first one of its body. */
    public String errorMark() {
        var names = errorBody.fieldNames();
        return names.hasNext() ? names.next() : "";
    }

    /** The body of an error answer. */
    public JsonNode renderError(ErrorKind kind, Function<String, Optional<JsonNode>> variables) {
        var fields = render(kind.fields(), variables);
        return render(
                errorBody,
                variable -> fields.has(variable) ? Optional.of(fields.get(variable)) : variables.apply(variable));
    }
}
