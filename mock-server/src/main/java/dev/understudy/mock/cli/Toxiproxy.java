package dev.understudy.mock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.network.toxiproxy.EmbeddedToxiproxy;
import dev.understudy.network.toxiproxy.ToxiproxySettings;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Location;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the embedded Toxiproxy until it is told to stop. */
@Command(
        name = "toxiproxy",
        description = "Serve Toxiproxy's API and toxics from this program, until told to stop.",
        mixinStandardHelpOptions = true)
final class Toxiproxy implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ENTRY = Pattern.compile("at proxy (\\d+)$");
    private static final String AS_ORIGINAL =
            "Write, for example, [{\"name\": \"api\", \"listen\": \"127.0.0.1:8081\", \"upstream\": \"127.0.0.1:8080\"}].";

    @Mixin
    Console console = new Console();

    @Option(names = "--port", defaultValue = "8474", description = "Default: ${DEFAULT-VALUE}; 0 takes any free one.")
    int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Default: ${DEFAULT-VALUE}, which only this machine can reach.")
    String host = "127.0.0.1";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A JSON list of proxies to begin with, as Toxiproxy's own.")
    @Nullable Path config;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Jitter, sizes of slices and toxicity are the same on every run. Default: different ones.")
    @Nullable Long seed;

    @Option(names = "--proxy-metrics", description = "Count bytes at /metrics.")
    boolean proxyMetrics;

    @Override
    public Integer call() throws IOException {
        console.checkPort(port);
        var proxies = config == null ? "[]" : read(config);
        var server = EmbeddedToxiproxy.start(settings());
        var answer = server.populate(proxies);
        if (answer.startsWith("{\"error\"")) {
            server.close();
            throw new InvalidDocumentException(problem(proxies, answer));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "toxiproxy shutdown"));
        console.print("Ready: " + server.uri() + " (Toxiproxy " + EmbeddedToxiproxy.VERSION + ", embedded)");
        return Serve.GOES_ON;
    }

    private ToxiproxySettings settings() {
        var settings = ToxiproxySettings.at(host, port);
        if (seed != null) {
            settings = settings.withRandom(new Random(seed));
        }
        return proxyMetrics ? settings.withProxyMetrics() : settings;
    }

    private String read(Path file) {
        try {
            var text = Files.readString(file);
            JSON.readTree(text);
            return text;
        } catch (JsonProcessingException e) {
            var at = new Location(
                    file.toString(),
                    e.getLocation().getLineNr(),
                    e.getLocation().getColumnNr());
            throw new InvalidDocumentException(
                    new Problem(at, "This is no JSON: " + e.getOriginalMessage() + ".", AS_ORIGINAL));
        } catch (NoSuchFileException e) {
            throw console.usage("--config is " + file + ", and there is no such file.");
        } catch (IOException e) {
            throw console.usage("--config is " + file + ", which cannot be read: " + e.getMessage() + ".");
        }
    }

    /** What the server says about the list, at the entry that it names. */
    private Problem problem(String proxies, String answer) throws IOException {
        var said = JSON.readTree(answer);
        var entry = ENTRY.matcher(said.path("error").asText());
        var done = said.path("proxies").size();
        var pointer = "/" + (entry.find() ? Integer.parseInt(entry.group(1)) - 1 : done);
        var at = YamlDocument.parse(String.valueOf(config), proxies).locate(pointer);
        return new Problem(at, "The server says: " + said.path("error").asText() + ".", AS_ORIGINAL);
    }
}
