package dev.understudy.network;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@code toxiproxy-server} program of this machine, started for us and stopped by us. Safe for use by many threads. */
public final class InstalledToxiproxy implements AutoCloseable {
    private static final String PROGRAM = "toxiproxy-server";
    private static final int ATTEMPTS = 3;
    private static final int STEPS_TO_START = 500;
    private static final long STEP_MILLIS = 20;
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final Process process;
    private final URI uri;
    private final Thread ending;

    private InstalledToxiproxy(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
        this.ending = new Thread(process::destroyForcibly, "toxiproxy-server end");
    }

    /** The program in the first folder of a search path that has it. */
    public static Optional<Path> find(String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(InstalledToxiproxy::program)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts the program on a free port of this machine and waits until it answers.
     *
     * @throws NetworkException if it does not
     */
    public static InstalledToxiproxy start(Path program, String... options) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                var started = launch(program, options);
                if (started.isReady()) {
                    Runtime.getRuntime().addShutdownHook(started.ending);
                    return started;
                }
                started.process.destroyForcibly();
            } catch (IOException e) {
                throw new NetworkException(program + " cannot be started: " + e.getMessage(), e);
            }
        }
        throw new NetworkException(program + " was started " + ATTEMPTS
                + " times and never answered. Start it by hand to see what it says.");
    }

    /** Where its API is. */
    public URI uri() {
        return uri;
    }

    /** Whether it still runs: the original ends itself on some settings. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the program, by force if it takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // This program is ending, and the hook has its turn.
            process.destroyForcibly();
        }
    }

    private static Stream<Path> program(String folder) {
        try {
            return Stream.of(Path.of(folder, PROGRAM));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    private static InstalledToxiproxy launch(Path program, String... options) throws IOException {
        int port = freePort();
        var command = new ArrayList<>(List.of(program.toString(), "-host", "127.0.0.1", "-port", String.valueOf(port)));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new InstalledToxiproxy(process, URI.create("http://127.0.0.1:" + port));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        try {
            for (int step = 0; step < STEPS_TO_START; step++) {
                if (ServerVersion.ask(uri).isPresent()) {
                    return true;
                }
                if (process.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
