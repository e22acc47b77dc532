package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.JobPlan.Auth;
import dev.understudy.scenario.language.Words;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads scenario files: first the words, then the records, then the contract has its say.
 *
 * <p>Safe for any number of threads.
 */
public final class ScenarioReader {
    private final Contract contract;
    private final ScenarioLanguage language;

    public ScenarioReader(Contract contract) {
        this.contract = contract;
        this.language = new ScenarioLanguage(contract);
    }

    /** The contract that it holds scenarios against. */
    public Contract contract() {
        return contract;
    }

    /**
     * Reads a file, whose name is the scenario's id.
     *
     * @throws InvalidDocumentException with every problem that was found, each with its place
     */
    public Scenario read(Path path) {
        return ScenarioFile.of(path).read(this);
    }

    /** Reads a parsed document; see {@link #read(Path)}. */
    public Scenario read(YamlDocument document, String group) {
        var problems = new ArrayList<Problem>();
        language.file().check(document, "", problems::add);
        refuse(problems);
        var scenario = scenario(new Words(document, ""), group);
        problems.addAll(new ContractCheck(contract, document).problems(scenario));
        refuse(problems);
        return scenario;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private Scenario scenario(Words file, String group) {
        var pipelines = file.texts("pipelines");
        return new Scenario(
                file.child("id").text(),
                group,
                file.child("title").text(),
                file.texts("tags"),
                file.child("about").text().strip(),
                pipelines.isEmpty() ? language.pipelines() : pipelines,
                job(file.child("job")),
                connections(file),
                answers(file),
                rateLimits(file),
                errors(file),
                AnswerPlan.headers(file),
                file.list("network").stream().map(ScenarioReader::network).toList(),
                new Expectations(
                        Expected.read(
                                ClientExpectationKinds.FAMILY,
                                file.child("expect").list("client")),
                        Expected.read(
                                language.serverExpectations(),
                                file.child("expect").list("server"))));
    }

    private JobPlan job(Words job) {
        return new JobPlan(
                job.integer("items"),
                job.duration("age").orElse(Duration.ZERO),
                job.duration("results-ttl"),
                job.duration("token-ttl"),
                job.duration("token-grace"),
                job.text("auth")
                        .map(word -> ScenarioLanguage.constant(word, Auth.class))
                        .orElse(Auth.NONE),
                job.text("dialect"),
                results(job.child("results")),
                timeline(job));
    }

    private static JobPlan.ResultsPlan results(Words results) {
        return new JobPlan.ResultsPlan(
                results.integer("updated").orElse(0),
                results.integer("duplicates").orElse(0),
                results.list("errors").stream()
                        .map(error -> new JobPlan.ItemError(
                                error.child("row").integer(),
                                error.text("isbn").orElse(""),
                                error.child("error").text()))
                        .toList());
    }

    private List<TimedStep> timeline(Words job) {
        if (!job.has("timeline")) {
            return plainRun(job);
        }
        return job.list("timeline").stream().map(this::step).toList();
    }

    /** The first event, even steps, the final event: what a job does that nothing is said of. */
    private List<TimedStep> plainRun(Words job) {
        var messages = List.copyOf(contract.messages());
        var last = messages.stream()
                .filter(message -> message.endsJob())
                .findFirst()
                .orElseThrow();
        var first = new EventStep(JobEvent.plain(messages.get(0).jobEvent(), OptionalInt.of(0)));
        var ramp = new RampStep(OptionalInt.empty(), Duration.ofMillis(200), OptionalInt.empty(), OptionalInt.of(5));
        var end = new EventStep(JobEvent.plain(last.jobEvent(), OptionalInt.empty()));
        var where = job.where();
        return List.of(
                new TimedStep(Duration.ZERO, OptionalInt.empty(), first, where),
                new TimedStep(Duration.ZERO, OptionalInt.empty(), ramp, where),
                new TimedStep(Duration.ofMillis(200), OptionalInt.empty(), end, where));
    }

    private TimedStep step(Words step) {
        return new TimedStep(
                step.duration("after").orElse(Duration.ZERO),
                step.has("until") ? step.child("until").integer("connections") : OptionalInt.empty(),
                RepeatedStep.of(language.steps().read(step), step),
                step.where());
    }

    private List<ConnectionPlan> connections(Words file) {
        var plans = file.list("connections").stream().map(this::connection).toList();
        return plans.isEmpty() ? List.of(connection(file.child("connections"))) : plans;
    }

    private ConnectionPlan connection(Words words) {
        return language.connections().read(words, contract);
    }

    private static NetworkFault network(Words words) {
        return new NetworkFault(
                TriggerKinds.FAMILY.read(words.child("when")), NetworkFault.FAMILY.read(words.child("do")));
    }

    private Map<String, List<AnswerPlan>> answers(Words file) {
        var answers = new LinkedHashMap<String, List<AnswerPlan>>();
        file.map("answers")
                .forEach((role, words) -> answers.put(
                        role,
                        words.entries().stream()
                                .map(entry -> AnswerPlan.read(language.answers(), entry))
                                .toList()));
        return answers;
    }

    private Map<String, AnswerPlan> errors(Words file) {
        var errors = new LinkedHashMap<String, AnswerPlan>();
        file.map("errors").forEach((name, words) -> errors.put(name, AnswerPlan.read(language.answers(), words)));
        return errors;
    }

    private static Map<String, RateLimit> rateLimits(Words file) {
        var limits = new LinkedHashMap<String, RateLimit>();
        file.map("rate-limit")
                .forEach((role, words) -> limits.put(
                        role,
                        new RateLimit(
                                words.child("calls").integer(),
                                words.child("per").duration())));
        return limits;
    }
}
