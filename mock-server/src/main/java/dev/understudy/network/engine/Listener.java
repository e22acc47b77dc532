package dev.understudy.network.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The door of a proxy, and how it treats those who come. Belongs to the loop's thread. */
final class Listener {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 4096;
    /** So many fill the queue of a listener that asks for the shortest. */
    private static final int FILLERS = 3;

    private final Loop loop;
    private final BiConsumer<SocketChannel, Newcomers> guests;
    private final InetSocketAddress address;
    private final List<SocketChannel> fillers = new ArrayList<>();
    private Newcomers mode = Newcomers.SERVED;
    private @Nullable ServerSocketChannel channel;

    private Listener(Loop loop, ServerSocketChannel channel, BiConsumer<SocketChannel, Newcomers> guests)
            throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.guests = guests;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        loop.register(channel, SelectionKey.OP_ACCEPT, this::accept);
    }

    /** Listens and serves. */
    static Listener open(Loop loop, InetSocketAddress at, BiConsumer<SocketChannel, Newcomers> guests)
            throws IOException {
        return new Listener(loop, bind(at, BACKLOG), guests);
    }

    InetSocketAddress address() {
        return address;
    }

    /** Treats those who come in another way. */
    void treat(Newcomers newcomers) throws IOException {
        boolean reopened = newcomers == Newcomers.UNANSWERED || channel == null || !fillers.isEmpty();
        mode = newcomers;
        if (newcomers == Newcomers.REFUSED) {
            close();
        } else if (reopened) {
            close();
            reopen();
        }
    }

    void close() {
        fillers.forEach(loop::close);
        fillers.clear();
        if (channel != null) {
            loop.close(channel);
            channel = null;
        }
    }

    private void reopen() throws IOException {
        channel = bind(address, mode == Newcomers.UNANSWERED ? 1 : BACKLOG);
        if (mode != Newcomers.UNANSWERED) {
            loop.register(channel, SelectionKey.OP_ACCEPT, this::accept);
            return;
        }
        for (int i = 0; i < FILLERS; i++) {
            var filler = SocketChannel.open();
            fillers.add(filler);
            filler.configureBlocking(false);
            filler.connect(address);
        }
    }

    private static ServerSocketChannel bind(InetSocketAddress at, int backlog) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(at, backlog);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void accept() {
        try {
            while (channel != null) {
                var guest = channel.accept();
                if (guest == null) {
                    return;
                }
                guest.configureBlocking(false);
                guests.accept(guest, mode);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A client could not be accepted at " + address + ": " + e);
        }
    }
}
