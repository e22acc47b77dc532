package dev.understudy.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;

/** A server in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final Duration startedWithin;

    private ServerProcess(Process process, int port, Duration startedWithin) {
        this.process = process;
        this.port = port;
        this.startedWithin = startedWithin;
    }

    /** Only so that picocli lends its standard output. */
    @Command(name = "bare-server")
    static final class Nothing {}

    /**
     * Starts a JVM and waits for its line {@code Ready: URL}.
     *
     * @throws IOException if it ends without that line; what it said is on standard error
     */
    static ServerProcess start(List<String> flags, List<String> program) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(program);
        long before = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        var line = out.readLine();
        var took = Duration.ofNanos(System.nanoTime() - before);
        if (line == null || !line.startsWith("Ready: ")) {
            process.destroyForcibly();
            throw new IOException("The server did not start: " + String.join(" ", command));
        }
        return new ServerProcess(process, URI.create(line.split(" ", 3)[1]).getPort(), took);
    }

    /**
     * Starts a program that is not ours and waits until it listens at this port.
     *
     * @throws IOException if it ends, or does not listen within ten seconds
     */
    static ServerProcess startOther(List<String> command, int port) throws IOException {
        long before = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (System.nanoTime() - before < TimeUnit.SECONDS.toNanos(10) && process.isAlive()) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return new ServerProcess(process, socket.getPort(), Duration.ofNanos(System.nanoTime() - before));
            } catch (ConnectException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        process.destroyForcibly();
        throw new IOException("The server did not start: " + String.join(" ", command));
    }

    static String classPath(Path... entries) {
        return String.join(
                File.pathSeparator,
                List.of(entries).stream().map(Path::toString).toList());
    }

    int port() {
        return port;
    }

    /** From the start of the process to its line. */
    Duration startedWithin() {
        return startedWithin;
    }

    /** The processor time that it has used so far; zero where the system does not tell. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The memory that it holds now; empty where there is no /proc. */
    OptionalLong residentKibibytes() {
        return status("VmRSS:");
    }

    OptionalLong threads() {
        return status("Threads:");
    }

    /** Has it collect its garbage, so that what it holds is what it needs. */
    void collectGarbage() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var collection = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        collection.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** What a JVM's heap holds once its garbage is collected, without what it keeps in reserve. */
    long liveKibibytes() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = histogram.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(line.trim().split(" +", -1)[2]) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    private OptionalLong status(String field) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
