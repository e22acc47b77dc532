package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Pipeline;
import dev.understudy.contract.UnknownContractException;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import dev.understudy.verdict.Slo;
import dev.understudy.verdict.Terms;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads target profiles, with the same kind of errors as scenarios have. */
public final class ProfileReader {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:8080");
    private static final Duration NO_HEARTBEAT = Duration.ofDays(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Path folder;
    private final TokenSource tokens;

    private ProfileReader(Path folder, UnaryOperator<@Nullable String> environment) {
        this.folder = folder;
        this.tokens = new TokenSource(folder, environment);
    }

    /** Reads a file; throws with every problem that it has. Files that it names lie beside it. */
    public static TargetProfile read(Path file) {
        return read(file, System::getenv);
    }

    static TargetProfile read(Path file, UnaryOperator<@Nullable String> environment) {
        var folder = file.toAbsolutePath().getParent();
        return new ProfileReader(folder == null ? Path.of("") : folder, environment).profile(YamlDocument.read(file));
    }

    /** The profile of the bundled mock server, all of whose needs are met; see {@link BundledMock}. */
    public static TargetProfile bundledMock() {
        return bundledMock(Contract.DEFAULT);
    }

    /** The profile of the bundled mock server with this bundled contract. */
    public static TargetProfile bundledMock(String contract) {
        var name = "profiles/" + contract + ".yaml";
        return inside(YamlDocument.parse(name, resource("/" + name))).at(BundledMock.ADDRESS);
    }

    /** What holds for a target of which only the address is known. */
    public static TargetProfile unknownTarget(URI baseUrl) {
        return unknownTarget(baseUrl, Contract.DEFAULT);
    }

    /** What holds for a target of which only the address and the contract are known. */
    public static TargetProfile unknownTarget(URI baseUrl, String contract) {
        return inside(YamlDocument.parse(
                        "(no profile)", "name: " + baseUrl.getAuthority() + "\ncontract: '" + contract + "'"))
                .at(baseUrl);
    }

    private static TargetProfile inside(YamlDocument document) {
        return new ProfileReader(Path.of(""), name -> null).profile(document);
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

    private TargetProfile profile(YamlDocument document) {
        var problems = new ArrayList<Problem>();
        ProfileLanguage.file().check(document, "", problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        var words = new Words(document, "");
        var contract = contract(words);
        return new TargetProfile(
                words.text("name").orElse("target"),
                url(words),
                contract,
                pipelines(words, contract, document),
                terms(words, contract),
                words.duration("longest-job").orElse(Duration.ofMinutes(1)),
                words.text("origin"),
                jobs(words),
                conditions(words));
    }

    private static Contract contract(Words words) {
        try {
            return Contract.load(words.text("contract").orElse(Contract.DEFAULT));
        } catch (UnknownContractException e) {
            throw problem(words.child("contract"), String.valueOf(e.getMessage()), "");
        }
    }

    private static InvalidDocumentException problem(Words where, String what, String advice) {
        return new InvalidDocumentException(new Problem(where.where(), what, advice));
    }

    private static URI url(Words words) {
        var text = words.text("base-url");
        if (text.isEmpty()) {
            return NOWHERE;
        }
        var trimmed = text.get().replaceFirst("/+$", "");
        if (!trimmed.matches("https?://[^/ ]+.*")) {
            throw problem(
                    words.child("base-url"),
                    "'" + text.get() + "' is no address.",
                    "Write, for example, https://staging.example.com.");
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
        var chosen = words.texts("pipelines");
        return chosen.isEmpty() ? known : chosen;
    }

    private static Terms terms(Words words, Contract contract) {
        var declared = words.child("capabilities");
        return new Terms(
                declared.duration("heartbeat").or(contract.times()::heartbeat).orElse(NO_HEARTBEAT),
                words.duration("results-ttl").orElse(contract.times().resultsTtl()),
                !declared.text("ids").orElse("rising").equals("opaque"),
                CLOSE_WITHIN,
                capabilities(declared).waived(),
                words.has("slo") ? slo(words.child("slo")) : null);
    }

    /** What it does not say is as in the plan that the rules come from. */
    private static Slo slo(Words slo) {
        return new Slo(
                slo.integer("runs").orElse(5),
                slo.duration("connect").orElse(Duration.ofMillis(100)),
                slo.duration("first-message").orElse(Duration.ofMillis(500)),
                slo.duration("latency").orElse(Duration.ofMillis(50)),
                slo.duration("reconnect").orElse(Duration.ofSeconds(5)),
                eventClock(slo));
    }

    private static String eventClock(Words slo) {
        var clock = slo.text("event-clock").orElse("");
        if (!clock.isEmpty() && !clock.equals("id") && !clock.startsWith("/")) {
            throw problem(
                    slo.child("event-clock"),
                    "'" + clock + "' is no clock.",
                    "Write id, or a pointer into the data of an event, for example /timestamp.");
        }
        return clock;
    }

    private static Capabilities capabilities(Words declared) {
        return new Capabilities(
                Capabilities.Replay.valueOf(
                        declared.text("replay").orElse("full").toUpperCase(Locale.ROOT)),
                !declared.text("heartbeat").orElse("").equals("none"),
                !declared.text("ids").orElse("rising").equals("opaque"),
                declared.flag("terminal-closes", true),
                declared.flag("cors", true),
                declared.flag("cancel", true),
                declared.flag("token-refresh", true));
    }

    private Conditions conditions(Words words) {
        return new Conditions(
                access(words.child("auth")),
                words.has("budget") ? Optional.of(budget(words.child("budget"))) : Optional.empty(),
                words.integer("most-listeners"),
                openStreams(words.child("open-streams")),
                words.text("expired-job"),
                words.duration("longest-wait").orElse(Conditions.LONGEST_WAIT));
    }

    private static Optional<Conditions.OpenStreams> openStreams(Words where) {
        return where.text("path").flatMap(path -> where.text("at").map(at -> new Conditions.OpenStreams(path, at)));
    }

    private Access access(Words auth) {
        if (!auth.has("scheme")) {
            return Access.FREE;
        }
        return new Access(
                Access.Scheme.valueOf(auth.text("scheme").orElseThrow().toUpperCase(Locale.ROOT)),
                auth.text("parameter").orElse(Access.FREE.parameter()),
                auth.has("token") ? Optional.of(tokens.read(auth.child("token"))) : Optional.empty());
    }

    private static Conditions.Budget budget(Words budget) {
        var calls = new LinkedHashMap<String, Integer>();
        budget.map("calls").forEach((role, most) -> calls.put(role, most.integer()));
        return new Conditions.Budget(calls, budget.duration("per").orElseThrow());
    }

    private Map<String, TargetProfile.JobKind> jobs(Words words) {
        var jobs = new LinkedHashMap<String, TargetProfile.JobKind>();
        words.map("jobs").forEach((kind, job) -> jobs.put(kind, job(job)));
        return jobs;
    }

    private TargetProfile.JobKind job(Words job) {
        var headers = new LinkedHashMap<String, String>();
        job.map("headers").forEach((name, value) -> headers.put(name, value.text()));
        return new TargetProfile.JobKind(
                job.integer("items").orElse(6),
                headers,
                job.text("file").map(name -> file(job.child("file"), folder.resolve(name))),
                job.text("file-name"),
                job.duration("results-ttl"));
    }

    private static Path file(Words where, Path file) {
        if (!Files.isRegularFile(file)) {
            throw problem(where, "There is no file " + file + ".", "Relative paths begin at the profile.");
        }
        return file;
    }
}
