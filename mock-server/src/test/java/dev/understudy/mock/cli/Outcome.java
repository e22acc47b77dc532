package dev.understudy.mock.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command said, and how it exited. */
record Outcome(int code, String out, String err) {
    static Outcome run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Outcome(code, out.toString(), err.toString());
    }
}
