package dev.understudy.mock.http;

import dev.understudy.journal.Entry;
import dev.understudy.mock.job.Session;
import dev.understudy.mock.wire.Drop;
import dev.understudy.mock.wire.IoTimer;
import dev.understudy.scenario.PartialStreamControl;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Stands before a session's HTTP: a connection that is to be reset, closed or never answered before its request is read does not get
 * there.
 *
 * <p>Safe for any number of threads.
 */
public final class Doorkeeper implements ChannelListener<StreamConnection>, AutoCloseable {
    private final Session session;
    private final ChannelListener<StreamConnection> http;
    /** Nobody answers these, and nobody reads from them. */
    private final Set<StreamConnection> silent = ConcurrentHashMap.newKeySet();

    /** In front of this. */
    public Doorkeeper(Session session, ChannelListener<StreamConnection> http) {
        this.session = session;
        this.http = http;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        session.metAtTheDoor()
                .ifPresentOrElse(fault -> fault.perform(new Turned(connection)), () -> http.handleEvent(connection));
    }

    @Override
    public void close() {
        silent.forEach(IoUtils::safeClose);
    }

    /** What may be done to a connection of which nothing was read; the language lets nothing else through. */
    private final class Turned implements PartialStreamControl {
        private final StreamConnection connection;

        Turned(StreamConnection connection) {
            this.connection = connection;
        }

        private void note(String what) {
            // It belongs to no request, for there was none.
            session.journal()
                    .append(new Entry.Fault(session.journal().now(), 0, what + " before the request was read"));
        }

        @Override
        public void reset() {
            note("reset");
            // One that is gone already cannot be.
            Drop.reset(connection, e -> note("not even a reset"));
        }

        @Override
        public void close() {
            note("close");
            IoUtils.safeClose(connection);
        }

        @Override
        public void silence(Optional<Duration> time) {
            note("silence");
            silent.add(connection);
            time.ifPresent(this::answerLater);
        }

        private void answerLater(Duration time) {
            var clock = session.clock();
            var unused = new IoTimer(connection.getIoThread())
                    .later(
                            clock.realTimeUntil(clock.now().plus(time)),
                            () -> {
                                silent.remove(connection);
                                http.handleEvent(connection);
                            },
                            () -> IoUtils.safeClose(connection));
        }

        @Override
        public void anythingElse() {
            throw new IllegalStateException("Nothing was asked yet.");
        }
    }
}
