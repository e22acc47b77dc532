package dev.understudy.mock.cli;

import dev.understudy.network.toxiproxy.EmbeddedToxiproxy;
import dev.understudy.network.toxiproxy.ToxiproxySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the embedded Toxiproxy until it is told to stop. */
@Command(
        name = "toxiproxy",
        description = "Serve Toxiproxy's API and toxics from this program, until told to stop.",
        mixinStandardHelpOptions = true)
final class Toxiproxy implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

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

    @Option(names = "--proxy-metrics", description = "Count bytes at /metrics.")
    boolean proxyMetrics;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65535) {
            throw wrong("--port is " + port + "; ports go from 0 (any free one) to 65535.");
        }
        var proxies = config == null ? "[]" : read(config);
        var settings = ToxiproxySettings.at(host, port);
        var server = EmbeddedToxiproxy.start(proxyMetrics ? settings.withProxyMetrics() : settings);
        var answer = server.populate(proxies);
        if (answer.startsWith("{\"error\"")) {
            server.close();
            throw wrong(config + " cannot be used: " + answer);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "toxiproxy shutdown"));
        var out = commandSpec().commandLine().getOut();
        out.println("Ready: " + server.uri() + " (Toxiproxy " + EmbeddedToxiproxy.VERSION + ", embedded)");
        out.flush();
        return Serve.GOES_ON;
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw wrong("--config is " + file + ", which cannot be read: " + e + ".");
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(commandSpec().commandLine(), why);
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }
}
