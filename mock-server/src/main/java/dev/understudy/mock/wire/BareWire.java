package dev.understudy.mock.wire;

import dev.understudy.mock.script.Bytes;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * An answer written by hand on the TCP connection under an exchange: Undertow has read the request, and never gets to know that it was
 * answered. So anything can be said, also what no HTTP server would say; and behind the end the connection is closed.
 *
 * <p>Must be made, and used, on the exchange's I/O thread.
 */
public final class BareWire extends SocketWire {
    private final Framing framing;

    /**
     * How writes are put on the connection.
     *
     * @param chunked whether each write is a chunk
     * @param extension stands behind each chunk's size
     * @param trailers fields behind the last chunk, each with its line end
     */
    public record Framing(boolean chunked, String extension, String trailers) {
        /** As they are. */
        public static final Framing NONE = new Framing(false, "", "");
    }

    /**
     * Takes over the connection of an exchange to which no answer was begun.
     *
     * @param whenLeft called when the client closes
     * @param whenBroken called when a read or a write fails
     */
    public BareWire(HttpServerExchange exchange, Framing framing, Runnable whenLeft, Consumer<IOException> whenBroken) {
        this(new ClientSocket(exchange, whenBroken), framing);
        socket.watch(whenLeft);
    }

    private BareWire(ClientSocket socket, Framing framing) {
        super(socket, socket.bareSink());
        this.framing = framing;
    }

    /** The same, for a connection on which the client goes on speaking: what it says goes to this reader. */
    public static BareWire bothWays(
            HttpServerExchange exchange,
            Consumer<ByteBuffer> reader,
            Runnable whenLeft,
            Consumer<IOException> whenBroken) {
        var wire = new BareWire(new ClientSocket(exchange, whenBroken), Framing.NONE);
        wire.socket.read(reader, whenLeft);
        return wire;
    }

    @Override
    public boolean write(Bytes bytes, Runnable whenWritten) {
        return framing.chunked()
                ? socket.write(sink, chunk(bytes.asBuffer()), whenWritten)
                : writeUnframed(bytes, whenWritten);
    }

    @Override
    public boolean writeUnframed(Bytes bytes, Runnable whenWritten) {
        return socket.write(sink, bytes.asBuffer(), whenWritten);
    }

    private ByteBuffer chunk(ByteBuffer content) {
        var head = ascii(Integer.toHexString(content.remaining()) + framing.extension() + "\r\n");
        var whole = ByteBuffer.allocate(head.length + content.remaining() + 2);
        return whole.put(head).put(content).put(ascii("\r\n")).flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void end() {
        var last = framing.chunked() ? ascii("0\r\n" + framing.trailers() + "\r\n") : new byte[0];
        if (socket.write(sink, ByteBuffer.wrap(last), socket::close)) {
            socket.close();
        }
    }

    @Override
    public void endThenClose() {
        end();
    }
}
