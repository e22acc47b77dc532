package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Pipeline;
import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.FieldType;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import dev.understudy.verdict.Terms;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads target profiles, with the same kind of errors as scenarios have. */
public final class ProfileReader {
    static final List<String> JOB_KINDS = List.of("usual", "slow", "failing", "idle", "expiring", "limited");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:8080");
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private ProfileReader() {}

    /** Reads a file; throws with every problem that it has. */
    public static TargetProfile read(Path file) {
        return profile(YamlDocument.read(file));
    }

    /** The profile of the bundled mock server, all of whose needs are met. */
    public static TargetProfile bundledMock() {
        return profile(YamlDocument.parse("profiles/bundled-mock.yaml", resource("/profiles/bundled-mock.yaml")));
    }

    /** What holds for a target of which only the address is known. */
    public static TargetProfile unknownTarget(URI baseUrl) {
        return profile(YamlDocument.parse("(no profile)", "name: " + baseUrl.getAuthority()))
                .at(baseUrl);
    }

    private static String resource(String name) {
        try (InputStream in = ProfileReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TargetProfile profile(YamlDocument document) {
        var problems = new ArrayList<Problem>();
        language().check(document, "", problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        var words = new Words(document, "");
        var contractName = words.text("contract").orElse("bookstrack");
        var contract = Contract.load(contractName);
        return new TargetProfile(
                words.text("name").orElse("target"),
                url(words),
                contractName,
                pipelines(words, contract, document),
                terms(words, contract),
                words.duration("longest-job").orElse(Duration.ofMinutes(1)),
                words.text("origin"),
                jobs(words));
    }

    private static URI url(Words words) {
        var text = words.text("base-url");
        if (text.isEmpty()) {
            return NOWHERE;
        }
        var trimmed = text.get().replaceFirst("/+$", "");
        if (!trimmed.matches("https?://[^/ ]+.*")) {
            throw new InvalidDocumentException(new Problem(
                    words.child("base-url").where(),
                    "'" + text.get() + "' is no address.",
                    "Write, for example, https://staging.example.com."));
        }
        return URI.create(trimmed);
    }

    private static List<String> pipelines(Words words, Contract contract, YamlDocument document) {
        var known = contract.pipelines().stream().map(Pipeline::name).toList();
        var problems = new ArrayList<Problem>();
        if (words.has("pipelines")) {
            Types.listOf(Types.word(known)).check(document, "/pipelines", problems::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        return words.has("pipelines") ? words.texts("pipelines") : known;
    }

    private static Terms terms(Words words, Contract contract) {
        return new Terms(
                words.duration("heartbeat").orElse(contract.times().heartbeat()),
                words.duration("results-ttl").orElse(contract.times().resultsTtl()),
                !words.text("ids").orElse("rising").equals("opaque"),
                CLOSE_WITHIN);
    }

    private static Map<String, TargetProfile.JobKind> jobs(Words words) {
        var jobs = new LinkedHashMap<String, TargetProfile.JobKind>();
        words.map("jobs").forEach((kind, job) -> jobs.put(kind, job(job)));
        return jobs;
    }

    private static TargetProfile.JobKind job(Words job) {
        var headers = new LinkedHashMap<String, String>();
        job.map("headers").forEach((name, value) -> headers.put(name, value.text()));
        return new TargetProfile.JobKind(
                job.integer("items").orElse(6),
                headers,
                job.text("file").map(Path::of),
                job.text("file-name"),
                job.duration("results-ttl"));
    }

    /** All that may stand in a profile. */
    static Struct language() {
        FieldType duration = Types.duration();
        return new Struct(
                "profile",
                "a target profile",
                List.of(
                        Field.optional("name", Types.text(), "What reports call the target."),
                        Field.optional("base-url", Types.text(), "Where the API's paths begin. --base-url goes first."),
                        Field.optional("contract", Types.text(), "The contract pack. Without it: bookstrack."),
                        Field.optional(
                                "pipelines", Types.listOf(Types.text()), "The kinds of jobs it has. Without it: all."),
                        Field.optional(
                                "heartbeat",
                                duration,
                                "The longest silence on a stream that it promises. Without it: the contract's."),
                        Field.optional(
                                "results-ttl", duration, "How long results live. Without it: as the contract has it."),
                        Field.optional(
                                "ids",
                                Types.word(List.of("rising", "opaque")),
                                "Whether ids can be compared. Without it: rising."),
                        Field.optional("longest-job", duration, "When to stop waiting for a job. Without it: 1m."),
                        Field.optional(
                                "origin",
                                Types.text(),
                                "The origin of a page that may call it. Without it: the contract's first."),
                        Field.optional(
                                "jobs", Types.mapOf(JOB_KINDS, jobKind()), "How to make jobs of certain kinds.")));
    }

    private static Struct jobKind() {
        return new Struct(
                "job-kind",
                "how to make a job of a kind",
                List.of(
                        Field.optional("items", Types.integer(1), "How many items to upload. Without it: 6."),
                        Field.optional("headers", Types.object(), "Sent with the create request."),
                        Field.optional("file", Types.text(), "Uploaded instead of made-up items."),
                        Field.optional("file-name", Types.text(), "The name under which it is uploaded."),
                        Field.optional(
                                "results-ttl", Types.duration(), "For expiring: how soon its results are gone.")));
    }
}
