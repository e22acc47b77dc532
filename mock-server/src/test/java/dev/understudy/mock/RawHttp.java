package dev.understudy.mock;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP by hand on a socket: sees each chunk, and how a connection ends. */
public final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final String host;
    private boolean chunked;
    private int length;

    private RawHttp(Socket socket, String host) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.host = host;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** What the head of an answer says; names of headers are in lower case. */
    public record Head(int status, Map<String, String> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** How the body or the connection went on. */
    public enum Ending {
        LAST_CHUNK,
        FIN,
        RESET
    }

    public static RawHttp connect(URI base) throws IOException {
        return new RawHttp(
                new Socket(InetAddress.getByName(base.getHost()), base.getPort()),
                base.getHost() + ":" + base.getPort());
    }

    public RawHttp send(String method, String path, String... headers) throws IOException {
        return send(method, path, new byte[0], headers);
    }

    /** Each header as {@code Name: value}; a Host and, if there is a body, a Content-Length are added. */
    public RawHttp send(String method, String path, byte[] body, String... headers) throws IOException {
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        boolean hasHost = false;
        for (var header : headers) {
            text.append(header).append("\r\n");
            hasHost |= header.startsWith("Host:");
        }
        text.append(hasHost ? "" : "Host: " + host + "\r\n");
        text.append(body.length > 0 ? "Content-Length: " + body.length + "\r\n" : "")
                .append("\r\n");
        return write(text.toString().getBytes(StandardCharsets.UTF_8)).write(body);
    }

    public RawHttp write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public Head head() throws IOException {
        var status = line();
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                    line.substring(colon + 1).trim(),
                    (one, other) -> one + ", " + other);
        }
        chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
        length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Head(Integer.parseInt(status.split(" ", -1)[1]), headers);
    }

    /** The rest of the answer, whole. */
    public String body() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The rest of the answer, whole, a character for each byte. */
    public String latin1() throws IOException {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (chunked) {
            for (var chunk = chunk(); chunk.isPresent(); chunk = chunk()) {
                bytes.writeBytes(chunk.get().getBytes(StandardCharsets.ISO_8859_1));
            }
        } else {
            bytes.writeBytes(in.readNBytes(length));
        }
        return bytes.toByteArray();
    }

    /** The next chunk, a character for each byte; empty for the last one. */
    public Optional<String> chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        var bytes = in.readNBytes(size);
        if (bytes.length < size || !line().isEmpty()) {
            throw new EOFException("The chunk is cut off.");
        }
        return size == 0 ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Whether a byte comes within this time; it stays to be read. */
    public boolean hasMore(int withinMillis) throws IOException {
        socket.setSoTimeout(withinMillis);
        in.mark(1);
        try {
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Reads on to the end of the body or of the connection. */
    public Ending ending() throws IOException {
        try {
            while (true) {
                if (chunk().isEmpty()) {
                    return Ending.LAST_CHUNK;
                }
            }
        } catch (SocketException e) {
            return Ending.RESET;
        } catch (EOFException e) {
            return Ending.FIN;
        }
    }

    /**
     * Exactly so many bytes.
     *
     * @throws EOFException if the connection ends before
     */
    public byte[] bytes(int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("The connection was closed.");
        }
        return bytes;
    }

    /** All bytes up to the close, a character for each. */
    public String untilClosed() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** All bytes that are there already, a character for each. */
    public String soFar() throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (hasMore(20)) {
            bytes.write(in.read());
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the server closes now. */
    public boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The connection was closed.");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
