package dev.understudy.mock;

import dev.understudy.mock.http.Doorkeeper;
import dev.understudy.mock.job.Session;
import dev.understudy.mock.session.Door;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** A port of one session, on the threads of the server: opening one costs a socket and no thread. */
final class SessionPort implements Door {
    private final AcceptingChannel<StreamConnection> channel;
    private final HttpOpenListener listener;
    private final Doorkeeper doorkeeper;
    private final URI baseUri;

    private SessionPort(
            AcceptingChannel<StreamConnection> channel, HttpOpenListener listener, Doorkeeper doorkeeper, URI baseUri) {
        this.channel = channel;
        this.listener = listener;
        this.doorkeeper = doorkeeper;
        this.baseUri = baseUri;
    }

    /** Listens on a free port of this host; throws {@link CannotStartException} if there is none. */
    static SessionPort open(
            XnioWorker worker, ByteBufferPool buffers, String host, Session session, HttpHandler handler) {
        var listener = new HttpOpenListener(buffers, MainPort.CONNECTION_OPTIONS);
        listener.setRootHandler(handler);
        var doorkeeper = new Doorkeeper(session, listener);
        var options = OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, 128)
                .getMap();
        try {
            var address = new InetSocketAddress(InetAddress.getByName(host), 0);
            var channel = worker.createStreamConnectionServer(
                    address, ChannelListeners.openListenerAdapter(doorkeeper), options);
            channel.resumeAccepts();
            int port = channel.getLocalAddress(InetSocketAddress.class).getPort();
            return new SessionPort(channel, listener, doorkeeper, new ServerSettings.Address(host, port).uri(port));
        } catch (IOException e) {
            throw CannotStartException.on(new ServerSettings.Address(host, 0), new java.io.UncheckedIOException(e));
        }
    }

    @Override
    public URI baseUri() {
        return baseUri;
    }

    @Override
    public void close() {
        IoUtils.safeClose(channel);
        doorkeeper.close();
        listener.closeConnections();
    }
}
