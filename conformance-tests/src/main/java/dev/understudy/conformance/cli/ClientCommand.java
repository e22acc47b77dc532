package dev.understudy.conformance.cli;

import dev.understudy.conformance.ExitCode;
import dev.understudy.conformance.client.Client;
import dev.understudy.conformance.client.ClientResult;
import dev.understudy.conformance.client.ClientSettings;
import dev.understudy.conformance.client.ClientSuite;
import dev.understudy.conformance.client.Command;
import dev.understudy.conformance.client.ScenarioResult;
import dev.understudy.conformance.client.TestService;
import dev.understudy.conformance.report.ClientConsole;
import dev.understudy.conformance.report.ClientReport;
import dev.understudy.conformance.report.ReportFolder;
import dev.understudy.contract.Contract;
import dev.understudy.verdict.Yardstick;
import dev.understudy.yaml.DurationText;
import dev.understudy.yaml.NearestWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges clients. */
@picocli.CommandLine.Command(
        name = "client",
        description = "Judge clients: play the catalogue to each of them, and say what it did wrong.",
        mixinStandardHelpOptions = true)
final class ClientCommand implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Mixin
    ContractOption contract = new ContractOption();

    @Option(
            names = "--run",
            paramLabel = "COMMAND",
            description =
                    "A program that plays one scenario: it finds BASE_URL, SCENARIO, PIPELINE and SAMPLE_FILE in its"
                            + " environment. May be given more than once; 'NAME: COMMAND' gives it a name in the report.")
    List<String> commands = new ArrayList<>();

    @Option(
            names = "--test-service",
            paramLabel = "URL",
            description = "A client behind LaunchDarkly's SSE test-service protocol. May be given more than once.")
    List<URI> services = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "ID",
            description = "Only this scenario, group or tag. May be given more than once.")
    List<String> only = new ArrayList<>();

    @Option(names = "--scenarios", paramLabel = "DIR", description = "Scenarios of your own, beside the catalogue's.")
    List<Path> scenarios = new ArrayList<>();

    @Option(
            names = "--yardstick",
            paramLabel = "KIND",
            defaultValue = "whatwg",
            description =
                    "whatwg (a browser's EventSource) or fetch (a client that may do more). Default: ${DEFAULT-VALUE}.")
    String yardstick = "whatwg";

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes report.json, junit.xml, index.html and history/ there, while the run goes on.")
    @Nullable Path report;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "64",
            description = "Programs at the same time. Default: ${DEFAULT-VALUE}.")
    int parallel = 64;

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long a client may take for one scenario. Default: ${DEFAULT-VALUE}.")
    String limit = "30s";

    @Option(
            names = "--most-requests",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many requests it may send in one scenario. Default: ${DEFAULT-VALUE}.")
    int mostRequests = 200;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many seconds of a job pass in one. Default: ${DEFAULT-VALUE}.")
    double speed = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What ids are made from. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (commands.isEmpty() && services.isEmpty()) {
            throw console.usage("There is no client. Give --run 'COMMAND' or --test-service URL.");
        }
        var out = new ClientConsole(console.out(), commands.size() + services.size());
        var heard = new ArrayList<Consumer<ScenarioResult>>(List.of(out::write));
        var suite = new ClientSuite(settings(), result -> heard.forEach(each -> each.accept(result)));
        checkNames(suite);
        var clients = clients(suite.contract());
        var folder = Optional.ofNullable(report).map(ReportFolder::new);
        var written = new ClientReport(folder, settings(), suite.scenarios(), ClientSuite.names(clients));
        heard.add(result -> add(written, result));
        var where = folder.map(each -> " The report is in " + each + ".").orElse("");
        var interruption = Interruption.finishes(() -> interrupt(written), where, console.err());
        try {
            var results = suite.run(clients);
            written.finish();
            out.write(results, report == null ? "" : report.toString());
            return ExitCode.worst(results.stream().map(ClientResult::exitCode).toList())
                    .number();
        } finally {
            interruption.end();
            clients.forEach(Client::close);
        }
    }

    private static Optional<String> interrupt(ClientReport report) throws IOException {
        // What was started for a scenario would go on without us.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        return report.interrupt();
    }

    private static void add(ClientReport report, ScenarioResult result) {
        try {
            report.add(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClientSettings settings() {
        if (parallel < 1 || parallel > 256) {
            throw console.usage("--parallel is " + parallel + "; it must be from 1 to 256.");
        }
        if (mostRequests < 1) {
            throw console.usage("--most-requests is " + mostRequests + "; it must be 1 or more.");
        }
        return new ClientSettings(
                contract.name, only, scenarios, yardstick(), parallel, time(), mostRequests, speed, seed);
    }

    private Yardstick yardstick() {
        return Stream.of(Yardstick.values())
                .filter(each -> each.word().equals(yardstick))
                .findFirst()
                .orElseThrow(() -> console.usage("--yardstick is '" + yardstick + "'; it must be "
                        + String.join(
                                " or ",
                                Stream.of(Yardstick.values())
                                        .map(Yardstick::word)
                                        .toList()) + "."));
    }

    private Duration time() {
        return DurationText.parse(limit)
                .filter(time -> !time.isNegative() && !time.isZero())
                .orElseThrow(() ->
                        console.usage("--limit is '" + limit + "', which is no time. Write, for example, 30s or 2m."));
    }

    private List<Client> clients(Contract held) throws IOException, InterruptedException {
        var clients = new ArrayList<Client>();
        commands.stream().filter(String::isBlank).findFirst().ifPresent(text -> {
            throw console.usage("--run names no command. Write, for example, --run 'my app: node app.mjs'.");
        });
        commands.forEach(text -> clients.add(command(text)));
        for (var service : services) {
            clients.add(TestService.at(service, held));
        }
        return clients;
    }

    /** {@code NAME: COMMAND}, or a command that is its own name. */
    private static Command command(String text) {
        int colon = text.indexOf(": ");
        return colon > 0 && text.substring(0, colon).matches("[\\w.@/ -]+")
                ? new Command(
                        text.substring(0, colon), text.substring(colon + 2).strip())
                : new Command(text, text);
    }

    private void checkNames(ClientSuite suite) {
        var known = suite.words();
        only.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw console.usage("There is no scenario, group or tag '" + name + "'. "
                    + NearestWord.to(name, known)
                            .map(near -> "Did you mean '" + near + "'? ")
                            .orElse("")
                    + "'mock-server.jar list' shows all.");
        });
    }
}
