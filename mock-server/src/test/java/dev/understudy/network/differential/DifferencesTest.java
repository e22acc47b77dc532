package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything in which our server differs from the original, and why. Where the original ends or hangs, it does so when its
 * goroutines happen to meet, so only ours is tested there.
 *
 * <ol>
 *   <li>Settings that end the original's process act as no toxic at all: a test must not lose its network to a number.
 *   <li>No call to the API waits for data, so none hangs: the original's hang until it is started anew.
 *   <li>Each client's server is dialled on its own: a server that does not answer blocks nobody else.
 *   <li>A removed timeout leaves its connection consistent: in the original the next toxic ends the process.
 *   <li>Errors about names of hosts do not name the name server, and errors about types need not name Go's.
 *   <li>Random numbers can be given a seed.
 * </ol>
 */
class DifferencesTest {
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void begin() {
        open.clear();
    }

    @AfterEach
    void end() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Target.class, names = "EMBEDDED")
    void settings_that_end_the_original_do_nothing_and_this_server_lives(Target target) throws IOException {
        for (var toxic : List.of(
                "\"type\":\"bandwidth\",\"attributes\":{\"rate\":-1}",
                "\"type\":\"slicer\"",
                "\"type\":\"slicer\",\"attributes\":{\"average_size\":-1}",
                "\"type\":\"slicer\",\"attributes\":{\"average_size\":1,\"size_variation\":-5}",
                "\"type\":\"slicer\",\"attributes\":{\"average_size\":1,\"size_variation\":50}",
                "\"type\":\"latency\",\"attributes\":{\"jitter\":5000000000000000000}")) {
            var api = start(target);
            var road = road(api);
            assertThat(api.post("/proxies/p/toxics", "{" + toxic + "}").status())
                    .isEqualTo(200);
            var trip = road.open();

            trip.server().send("x".repeat(100));

            trip.client().expect("x".repeat(100));
            assertThat(api.post("/reset", "").status()).isEqualTo(204);
            trip.client().send("still here");
            trip.server().expect("still here");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Target.class, names = "EMBEDDED")
    void a_client_that_does_not_read_does_not_block_the_api(Target target) throws IOException {
        var api = start(target);
        var trip = road(api).openAndGreet();
        trip.server().fill();

        var watch = new Stopwatch();
        api.toxic("latency", "downstream", "\"latency\":1");
        api.remove("latency_downstream");
        assertThat(api.get("/proxies").status()).isEqualTo(200);
        watch.showsLessThan(2_000);
    }

    @ParameterizedTest
    @EnumSource(value = Target.class, names = "EMBEDDED")
    void a_server_that_does_not_answer_does_not_block_the_proxy(Target target) throws IOException {
        var api = start(target);
        var road = road(api);
        api.post("/proxies/p", "{\"upstream\":\"127.0.0.1:" + deafPort() + "\"}");
        road.connect();

        var watch = new Stopwatch();
        api.post("/proxies/p", "{\"upstream\":\"127.0.0.1:" + road.destinationPort() + "\"}");
        road.openAndGreet();
        watch.showsLessThan(2_000);
    }

    @ParameterizedTest
    @EnumSource(value = Target.class, names = "EMBEDDED")
    void a_timeout_removed_before_a_slow_close_leaves_room_for_the_next_toxic(Target target) throws IOException {
        var api = start(target);
        var trip = road(api).openAndGreet();
        api.toxic("timeout", "downstream", "\"timeout\":0");
        api.toxic("slow_close", "downstream", "\"delay\":60000");

        api.remove("timeout_downstream");
        api.remove("slow_close_downstream");

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        api.toxic("noop", "downstream", "");
    }

    @ParameterizedTest
    @EnumSource(value = Target.class, names = "EMBEDDED")
    void a_reset_that_waits_does_not_hold_the_api(Target target) throws IOException {
        var api = start(target);
        var road = road(api);
        api.toxic("reset_peer", "downstream", "\"timeout\":1200");
        var trip = road.open();
        trip.server().send("x");
        assertThat(trip.client().outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);

        var watch = new Stopwatch();
        api.remove("reset_peer_downstream");

        watch.showsLessThan(900);
        trip.server().send("y");
        trip.client().expect("y");
    }

    @ParameterizedTest
    @EnumSource(value = Target.class, names = "EMBEDDED")
    void the_same_seed_gives_the_same_luck(Target target) throws IOException {
        var lucky = luck(target);

        assertThat(luck(target)).isEqualTo(lucky);
        assertThat(lucky).contains(End.Outcome.DATA, End.Outcome.FIN);
    }

    /** Which of twenty connections a toxic of toxicity 0.5 meets; the targets of these tests have a seed. */
    private List<End.Outcome> luck(Target target) throws IOException {
        var api = start(target);
        var road = road(api);
        api.post("/proxies/p/toxics", "{\"type\":\"limit_data\",\"toxicity\":0.5}");
        var outcomes = new ArrayList<End.Outcome>();
        for (int i = 0; i < 20; i++) {
            var trip = road.open();
            trip.server().send("x");
            outcomes.add(trip.client().outcome());
        }
        return outcomes;
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void the_name_server_is_named_by_the_original_only(Target target) throws IOException {
        var answer = start(target)
                .post("/proxies", "{\"name\":\"a\",\"listen\":\"nosuchhost.invalid:1\",\"upstream\":\"x\"}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).startsWith("{\"error\":\"listen tcp: lookup nosuchhost.invalid");
    }

    private Api start(Target target) {
        var server = target.startOwn();
        open.add(0, server);
        return server.api();
    }

    private Road road(Api api) throws IOException {
        var road = Road.through(api);
        open.add(0, road);
        return road;
    }

    /** A port whose queue is full, so that a connection to it is neither made nor refused. */
    private int deafPort() throws IOException {
        var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(deaf);
        for (int i = 0; i < 3; i++) {
            var socket = new Socket();
            open.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), deaf.getLocalPort()), 300);
            } catch (SocketTimeoutException e) {
                return deaf.getLocalPort();
            }
        }
        return deaf.getLocalPort();
    }
}
