package dev.understudy.network.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One end of a connection. Every wait has an end. */
record End(Socket socket) implements AutoCloseable {
    /** What reading came to. */
    enum Outcome {
        DATA,
        FIN,
        RST,
        NOTHING
    }

    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends until nobody has taken anything for half a second. */
    void fill() throws IOException {
        var taken = new AtomicLong();
        var sender = new Thread(
                () -> {
                    try {
                        for (var bytes = new byte[16_384]; ; taken.addAndGet(bytes.length)) {
                            send(bytes);
                        }
                    } catch (IOException e) {
                        // It is closed when the test is over.
                        taken.set(0);
                    }
                },
                "filler");
        sender.setDaemon(true);
        sender.start();
        try {
            for (long before = -1; before != taken.get(); ) {
                before = taken.get();
                sender.join(500);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    String receive(int length) throws IOException {
        return new String(receiveBytes(length), ISO_8859_1);
    }

    byte[] receiveBytes(int length) throws IOException {
        return socket.getInputStream().readNBytes(length);
    }

    /** What one read gives. */
    String receiveSome() throws IOException {
        var buffer = new byte[65_536];
        int length = socket.getInputStream().read(buffer);
        return new String(buffer, 0, Math.max(0, length), ISO_8859_1);
    }

    void expect(String text) throws IOException {
        assertThat(receive(text.length())).isEqualTo(text);
    }

    /** Everything that comes until the end, whichever end it is. */
    String receiveAll() throws IOException {
        var all = new StringBuilder();
        try {
            for (var some = receiveSome(); !some.isEmpty(); some = receiveSome()) {
                all.append(some);
            }
        } catch (SocketException e) {
            // A reset is an end too.
            return all.toString();
        }
        return all.toString();
    }

    Outcome outcome() throws IOException {
        return outcomeWithin(10_000);
    }

    /** What the next read comes to, or nothing within this time. */
    Outcome outcomeWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() < 0 ? Outcome.FIN : Outcome.DATA;
        } catch (SocketTimeoutException e) {
            return Outcome.NOTHING;
        } catch (SocketException e) {
            return Outcome.RST;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    /** Sends no more, and still reads. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes so that the other side sees a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
