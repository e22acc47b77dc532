package dev.understudy.network.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Speaks to a server byte by byte, so that nothing is added or repaired on the way. */
record Api(URI server, int patienceMillis) {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\",\"listen\"");
    private static final Pattern PORT = Pattern.compile("\"listen\":\"[^\"]*:(\\d+)\"");

    Api(URI server) {
        this(server, PATIENCE_MILLIS);
    }

    /** The same that does not wait as long. */
    Api impatient(int millis) {
        return new Api(server, millis);
    }

    /** What came back, header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {
        Answer {
            headers = Map.copyOf(headers);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    Answer call(String method, String path, String body) throws IOException {
        return call(method, path, body, "");
    }

    /** Sends a request with further header lines, each with its line end. */
    Answer call(String method, String path, String body, String moreHeaders) throws IOException {
        var bytes = body.getBytes(UTF_8);
        var length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
        var head = method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nConnection: close\r\n"
                + length + moreHeaders + "\r\n";
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(server.getHost()), server.getPort()), patienceMillis);
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(bytes);
            return read(socket.getInputStream());
        }
    }

    Answer get(String path) throws IOException {
        return call("GET", path, "");
    }

    Answer post(String path, String body) throws IOException {
        return call("POST", path, body);
    }

    Answer delete(String path) throws IOException {
        return call("DELETE", path, "");
    }

    /** Makes a proxy on a free port and returns the port. */
    int proxy(String name, int upstream) throws IOException {
        return proxy(name, "127.0.0.1:" + upstream);
    }

    int proxy(String name, String upstream) throws IOException {
        var body = String.format("{\"name\":\"%s\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\"}", name, upstream);
        return port(expect(201, post("/proxies", body)));
    }

    static int port(String proxy) {
        var found = PORT.matcher(proxy);
        if (!found.find()) {
            throw new AssertionError("There is no port in " + proxy);
        }
        return Integer.parseInt(found.group(1));
    }

    /** Adds a toxic to the proxy {@code p}; it is called what its type is, and the letter of its stream. */
    void toxic(String type, String stream, String attributes) throws IOException {
        var body = String.format(
                "{\"name\":\"%s\",\"type\":\"%s\",\"stream\":\"%s\",\"attributes\":{%s}}",
                type + "_" + stream, type, stream, attributes);
        expect(200, post("/proxies/p/toxics", body));
    }

    void update(String toxic, String body) throws IOException {
        expect(200, post("/proxies/p/toxics/" + toxic, body));
    }

    void remove(String toxic) throws IOException {
        expect(204, delete("/proxies/p/toxics/" + toxic));
    }

    /** Takes all proxies away whose names are as they are written. */
    void clear() throws IOException {
        var names = NAME.matcher(get("/proxies").body());
        while (names.find()) {
            delete("/proxies/" + URLEncoder.encode(names.group(1), UTF_8).replace("+", "%20"));
        }
    }

    private static String expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("Expected " + status + ", got " + answer);
        }
        return answer.body();
    }

    /** A server that has not read all of a request may end its answer with a reset; what came before it counts. */
    private static byte[] everything(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException e) {
            if (all.size() == 0) {
                throw e;
            }
        }
        return all.toByteArray();
    }

    private static Answer read(InputStream in) throws IOException {
        var all = new ByteArrayInputStream(everything(in));
        var status = line(all);
        if (status.isEmpty()) {
            throw new IOException("The server closed without an answer.");
        }
        var headers = new TreeMap<String, String>();
        for (var line = line(all); !line.isEmpty(); line = line(all)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var body = headers.containsKey("transfer-encoding") ? chunks(all) : all.readAllBytes();
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), headers, new String(body, UTF_8));
    }

    private static byte[] chunks(ByteArrayInputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(length));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(ByteArrayInputStream in) {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(UTF_8).stripTrailing();
    }
}
