package dev.understudy.bench;

import java.io.IOException;
import java.util.List;

/**
 * A server that is measured.
 *
 * @param flags the JVM's; the same for all
 * @param program what follows them on the command line
 */
record Contender(String name, List<String> flags, List<String> program) {
    static final String BARE = "bare";
    static final String MOCK = "mock";

    Contender {
        flags = List.copyOf(flags);
        program = List.copyOf(program);
    }

    ServerProcess start() throws IOException {
        return ServerProcess.start(flags, program);
    }
}
