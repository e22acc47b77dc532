package dev.understudy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.network.engine.Direction;
import dev.understudy.network.toxiproxy.EmbeddedToxiproxy;
import io.undertow.Undertow;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which server is taken, and what is said of one that ends or hangs. */
class WhichServerTest {
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private static final Impairment SLOW = Impairment.of("latency", Direction.DOWNSTREAM, Map.of("latency", 1L));

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_named_server_goes_before_that_of_the_environment() {
        try (var first = EmbeddedToxiproxy.start("127.0.0.1", 0);
                var second = EmbeddedToxiproxy.start("127.0.0.1", 0);
                var named = FaultNetwork.choose(
                        Optional.of(first.uri().getAuthority()),
                        Map.of("TOXIPROXY_URL", second.uri().toString()));
                var ofEnvironment = FaultNetwork.choose(
                        Optional.empty(), Map.of("TOXIPROXY_URL", second.uri().toString()))) {
            assertThat(named.description()).isEqualTo("toxiproxy 2.12.0 at " + first.uri());
            assertThat(ofEnvironment.description()).isEqualTo("toxiproxy 2.12.0 at " + second.uri());
            assertThat(named.actsOnConnections()).isFalse();
        }
    }

    @Test
    void a_named_server_that_is_not_there_is_an_error_and_nothing_else_is_taken() {
        assertThatThrownBy(() -> FaultNetwork.choose(Optional.empty(), Map.of("TOXIPROXY_URL", "127.0.0.1:1")))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("No Toxiproxy server answers at http://127.0.0.1:1.");
        assertThatThrownBy(() -> FaultNetwork.choose(Optional.of("ftp://x"), Map.of()))
                .isInstanceOf(NetworkException.class)
                .hasMessage("'ftp://x' is no address of a Toxiproxy server. Write http://host:8474.");
    }

    @Test
    void without_any_it_is_the_embedded_one() {
        try (var network = FaultNetwork.choose(Optional.empty(), Map.of("PATH", folder.toString()))) {
            assertThat(network.description()).isEqualTo("embedded");
            assertThat(network.actsOnConnections()).isTrue();
        }
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "The stand-in for the program is a shell script.")
    void a_program_on_the_path_is_started_and_stopped_and_its_end_is_noticed() throws IOException {
        var program = program();
        try (var network = FaultNetwork.choose(Optional.empty(), Map.of("PATH", folder.toString()))) {
            assertThat(network.description())
                    .matches("toxiproxy 2\\.12\\.0 at http://127\\.0\\.0\\.1:\\d+ \\(\\Q" + program + "\\E\\)");
            var proxy = network.open(NOBODY, List.of());
            proxy.put(SLOW);
            var process = ProcessHandle.of(Long.parseLong(
                            Files.readString(folder.resolve("pid")).strip()))
                    .orElseThrow();

            process.destroyForcibly();
            process.onExit().join();

            assertThatThrownBy(() -> proxy.become("edge"))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageEndingWith("Its program has ended; some settings end it."
                            + " Use the embedded one (--toxiproxy embedded).");
        }
    }

    @Test
    void a_server_that_hangs_is_given_up() {
        var hanging = Undertow.builder()
                .setIoThreads(1)
                .setWorkerThreads(1)
                .addHttpListener(0, "127.0.0.1", exchange -> {
                    if (exchange.getRequestPath().equals("/version")) {
                        exchange.getResponseSender().send("{\"version\": \"2.12.0\"}\n");
                    } else {
                        // It is answered by nobody.
                        exchange.dispatch(() -> {});
                    }
                })
                .build();
        hanging.start();
        var address = (InetSocketAddress) hanging.getListenerInfo().get(0).getAddress();
        var uri = URI.create("http://127.0.0.1:" + address.getPort());
        try (var network = FaultNetwork.at(uri, new PatientClient(uri, Duration.ofMillis(300), () -> true))) {
            assertThatThrownBy(() -> network.open(NOBODY, List.of()))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageStartingWith("The Toxiproxy server at " + uri + " did not make a proxy at 127.0.0.1:0")
                    .hasMessageEndingWith("within 300 ms. It may hang: restart it, or use the embedded one"
                            + " (--toxiproxy embedded).");
        } finally {
            hanging.stop();
        }
    }

    /** A program of the original's name and flags, which is ours. */
    private Path program() throws IOException {
        var java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        var text = String.join(
                "\n",
                "#!/bin/sh",
                "echo $$ > '" + folder.resolve("pid") + "'",
                "exec '" + java + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' dev.understudy.mock.cli.Main toxiproxy --host \"$2\" --port \"$4\"",
                "");
        var file = Files.writeString(folder.resolve("toxiproxy-server"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
