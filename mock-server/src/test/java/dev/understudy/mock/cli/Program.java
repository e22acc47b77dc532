package dev.understudy.mock.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that serves, in a Java of its own, and the line in which it says where. */
record Program(Process process, String ready) implements AutoCloseable {
    static Program start(String... args) throws IOException {
        var process = process(args);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return new Program(process, String.valueOf(out.readLine()));
    }

    /** One that may do something else than serve. */
    static Process process(String... args) throws IOException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    /** The next line on standard error that begins so; libraries may say something there, too. */
    String remark(String beginning) throws IOException {
        var err = process.errorReader(StandardCharsets.UTF_8);
        var line = err.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = err.readLine();
        }
        return String.valueOf(line);
    }

    URI uri() {
        return URI.create(ready.split(" ", -1)[1]);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
