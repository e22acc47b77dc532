package dev.understudy.network.engine;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One end of a connection: a socket that one link reads and the other writes. */
final class Peer {
    private final Loop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private Runnable whenReadable = () -> {};
    private Runnable whenWritable = () -> {};
    private boolean open = true;

    Peer(Loop loop, SocketChannel channel) throws IOException {
        this.loop = loop;
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        this.key = loop.register(channel, 0, this::ready);
    }

    void onReadable(Runnable what) {
        whenReadable = what;
    }

    void onWritable(Runnable what) {
        whenWritable = what;
    }

    boolean isOpen() {
        return open;
    }

    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    int write(ByteBuffer from) throws IOException {
        return channel.write(from);
    }

    /** Reads what has come and forgets it. Returns whether more can come. */
    boolean discard(ByteBuffer into) {
        try {
            return channel.read(into.clear()) >= 0;
        } catch (IOException e) {
            // A reset is an end too.
            return false;
        }
    }

    void wantToRead(boolean wanted) {
        want(SelectionKey.OP_READ, wanted);
    }

    void wantToWrite(boolean wanted) {
        want(SelectionKey.OP_WRITE, wanted);
    }

    /** Whatever closes it from now on, the other side sees a reset. */
    void endWithReset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is gone already, and so is the other side.
            close();
        }
    }

    void close() {
        if (open) {
            open = false;
            loop.close(channel);
        }
    }

    private void want(int operation, boolean wanted) {
        if (open && key.isValid()) {
            int now = key.interestOps();
            int then = wanted ? now | operation : now & ~operation;
            if (then != now) {
                key.interestOps(then);
            }
        }
    }

    private void ready() {
        int operations = key.readyOps();
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            whenWritable.run();
        }
        if (open && (operations & SelectionKey.OP_READ) != 0) {
            whenReadable.run();
        }
    }
}
