package dev.understudy.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that is measured.
 *
 * @param flags the JVM's; the same for all
 * @param program what follows them on the command line
 * @param work what follows that, so that it has the benchmark's streams
 */
record Contender(String name, List<String> flags, List<String> program, List<String> work) {
    static final String BARE = "bare";
    static final String MOCK = "mock";

    Contender {
        flags = List.copyOf(flags);
        program = List.copyOf(program);
        work = List.copyOf(work);
    }

    ServerProcess start() throws IOException {
        return ServerProcess.start(
                flags, Stream.concat(program.stream(), work.stream()).toList());
    }

    /** As anybody would start it, without the benchmark's streams. */
    ServerProcess startWithoutWork() throws IOException {
        return ServerProcess.start(flags, program);
    }
}
