package dev.understudy.conformance.socket;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to an upgrade request (RFC 6455, 4.2.2).
 *
 * @param headers by lower-case name
 * @param body of a refusal; empty for 101
 */
record Handshake(int status, Map<String, String> headers, String body) {
    static final int SWITCHED = 101;

    private static final int LARGEST = 1024 * 1024;

    Handshake {
        headers = Map.copyOf(headers);
    }

    /** Reads it, and not one byte of what comes behind a 101. */
    static Handshake read(InputStream in) throws IOException {
        int status = status(line(in));
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + ", " + other);
            }
        }
        return new Handshake(status, headers, status == SWITCHED ? "" : body(in, headers));
    }

    private static int status(String line) throws IOException {
        var words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
            throw new IOException("the answer is no HTTP: " + line);
        }
        return Integer.parseInt(words[1]);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LARGEST) {
                throw new EOFException("the connection ended inside the head of the answer");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        var length = headers.getOrDefault("content-length", "");
        if (length.matches("\\d{1,7}")) {
            return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
        var isChunked = headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked");
        return isChunked ? chunks(in) : new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
    }

    private static String chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = size(line(in)); size > 0 && body.size() < LARGEST; size = size(line(in))) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static int size(String line) throws IOException {
        var digits = line.split(";", 2)[0].strip();
        if (!digits.matches("[0-9a-fA-F]{1,6}")) {
            throw new IOException("no chunk begins with " + line);
        }
        return Integer.parseInt(digits, 16);
    }
}
