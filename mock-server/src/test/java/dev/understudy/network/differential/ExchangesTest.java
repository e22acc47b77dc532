package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request of {@code exchanges.txt} and {@code toxics.txt} has the answer that is written there. */
@ParameterizedClass
@EnumSource(Target.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangesTest {
    private static final Pattern PLACE = Pattern.compile("<([A-Z])>");

    @Parameter
    Target target = Target.EMBEDDED;

    private Target.Running server = new Target.Running(java.net.URI.create("http://none"), () -> {});
    private final Map<String, String> ports = new HashMap<>();

    @BeforeParameterizedClassInvocation
    void start() {
        server = target.start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @AfterEach
    void clear() throws IOException {
        server.api().clear();
    }

    static List<ExchangeCase> exchanges() {
        return ExchangeCase.readAll("exchanges.txt");
    }

    static List<ExchangeCase> toxics() {
        return ExchangeCase.readAll("toxics.txt");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void proxies_are_managed_as_the_original_does(ExchangeCase each) throws IOException {
        play(each);
    }

    @ParameterizedTest
    @MethodSource("toxics")
    void toxics_are_managed_as_the_original_does(ExchangeCase each) throws IOException {
        server.api().proxy("p", 9);
        play(each);
    }

    private void play(ExchangeCase each) throws IOException {
        ports.clear();
        for (var exchange : each.exchanges()) {
            var request = withPorts(exchange.request()).split(" ", 3);
            var answer = server.api().call(request[0], request[1], request.length > 2 ? request[2] : "");
            check(exchange, answer);
        }
    }

    private void check(ExchangeCase.Exchange exchange, Api.Answer answer) throws IOException {
        var expected = withPorts(exchange.answer()).split(" ", 2);
        var status = expected[0].replace("!", "");
        var body = expected.length > 1 ? body(status, expected[0].endsWith("!"), expected[1]) : "";
        var type = type(status, expected[0].endsWith("!"), expected.length > 1 ? expected[1] : "");
        assertThat(answer.status() + " " + answer.header("content-type") + "\n" + answer.body())
                .as(exchange.request())
                .matches(pattern(status + " " + type + "\n" + body));
        assertThat(answer.header("x-content-type-options")).isEqualTo(type.startsWith("text/") ? "nosniff" : "");
    }

    private static String body(String status, boolean plain, String written) {
        if (plain) {
            return written + "\n";
        }
        if (written.startsWith("{") || written.startsWith("[")) {
            return written;
        }
        var text = written.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"error\":\"" + text + (text.endsWith("…") ? "" : "\",\"status\":" + status + "}\n");
    }

    private static String type(String status, boolean plain, String written) {
        if (plain) {
            return status.equals("200") ? "application/json;charset=utf-8" : "text/plain; charset=utf-8";
        }
        if (written.isEmpty()) {
            return "";
        }
        return written.startsWith("{") || written.startsWith("[") ? "application/json" : "text/plain; charset=utf-8";
    }

    private static Pattern pattern(String expected) {
        var quoted = Pattern.quote(expected.replace("…", "")).replace("<any>", "\\E[^\"]+\\Q");
        return Pattern.compile(quoted + (expected.contains("…") ? ".*" : ""), Pattern.DOTALL);
    }

    private String withPorts(String text) throws IOException {
        var all = new ArrayList<String>();
        for (var place = PLACE.matcher(text); place.find(); ) {
            all.add(place.group(1));
        }
        var filled = text;
        for (var letter : all) {
            if (!ports.containsKey(letter)) {
                ports.put(letter, freePort());
            }
            filled = filled.replace("<" + letter + ">", ports.getOrDefault(letter, ""));
        }
        return filled;
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
