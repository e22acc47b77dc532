package dev.understudy.mock.record;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.mock.CannotStartException;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stands between clients and a real server, passes on what they say byte by byte, and writes down each job that was followed as a
 * scenario: whenever a stream is over, and at the end.
 *
 * <p>Safe for any number of threads.
 */
public final class Recorder implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final Contract contract;
    private final RecorderSettings settings;
    private final Recording recording;
    private final ScenarioFiles files;
    private final Undertow server;
    private final URI baseUri;

    private Recorder(Contract contract, RecorderSettings settings, ScenarioFiles files) {
        this.contract = contract;
        this.settings = settings;
        this.files = files;
        this.recording = new Recording(contract);
        this.server = listen(new Forwarding(settings.target(), recording, this::write));
        var bound = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        this.baseUri = settings.address().uri(bound.getPort());
    }

    /**
     * Listens from now on.
     *
     * @throws CannotStartException if it cannot
     * @throws UnreachableTargetException if nothing answers at the target
     * @throws UnusableRecordingException if the target is no address, or the file cannot be written, or is there already
     */
    public static Recorder start(Contract contract, RecorderSettings settings) {
        var files = new ScenarioFiles(contract, settings);
        files.check();
        if (contract.operations().stream()
                .noneMatch(operation -> operation.role().equals(Optional.of(JobRole.STREAM)))) {
            throw new UnusableRecordingException("The contract " + contract.name()
                    + " has no event streams, and WebSockets are not recorded. Give --contract another one.");
        }
        TargetCheck.reach(settings.target());
        WarmUp.run(contract);
        return new Recorder(contract, settings, files);
    }

    private Undertow listen(Forwarding forwarding) {
        var address = settings.address();
        var made = Undertow.builder()
                .addHttpListener(address.port(), address.host())
                .setSocketOption(org.xnio.Options.BACKLOG, BACKLOG)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(UndertowOptions.BUFFER_PIPELINED_DATA, false)
                .setHandler(forwarding)
                .build();
        try {
            made.start();
        } catch (RuntimeException e) {
            made.stop();
            throw CannotStartException.on(address, e);
        }
        return made;
    }

    /** Where clients are to come. */
    public URI baseUri() {
        return baseUri;
    }

    /**
     * Writes down what there is so far, a file for each job.
     *
     * @throws UnusableRecordingException if a file cannot be written
     */
    public synchronized List<Recorded> write() {
        var written = new ArrayList<Recorded>();
        for (var takes : recording.jobs()) {
            int number = written.size();
            var transcript = new Transcriber(contract, takes)
                    .write(files.id(number), settings.exact(), settings.target().getHost());
            written.add(files.write(transcript, number));
        }
        return written;
    }

    /**
     * Stops listening, and writes down what was not written yet; see {@link #write}.
     *
     * @return what there is to tell a person, a line each
     */
    public List<String> finish() {
        server.stop();
        var written = write();
        var lines = new ArrayList<String>();
        if (written.isEmpty()) {
            lines.add("Nothing was recorded: nobody came through " + baseUri
                    + " to follow a job. Point the client there, and follow one.");
        }
        written.forEach(recorded -> lines.addAll(recorded.lines()));
        if (recording.leftOut() > 0) {
            lines.add(
                    recording.leftOut()
                            + " requests or streams were too many, or too long, to be kept. They passed, and are not in the files.");
        }
        return lines;
    }

    @Override
    public void close() {
        finish();
    }
}
