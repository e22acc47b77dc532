package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.network.engine.ConnectionView;
import dev.understudy.network.engine.Direction;
import dev.understudy.network.engine.Ending;
import dev.understudy.network.engine.Newcomers;
import dev.understudy.network.engine.Side;
import dev.understudy.network.toxiproxy.EmbeddedToxiproxy;
import dev.understudy.network.toxiproxy.LiveProxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What only the embedded server can do. */
class BeyondToxiproxyTest {
    private final EmbeddedToxiproxy server = EmbeddedToxiproxy.start("127.0.0.1", 0);
    private final Api api = new Api(server.uri());
    private final LiveProxy proxy = server.live("p");
    private final Road road;

    BeyondToxiproxyTest() throws IOException {
        road = Road.through(api);
    }

    @AfterEach
    void close() throws IOException {
        road.close();
        server.close();
    }

    @Test
    void silence_swallows_data_and_ends_of_those_there_are_and_lets_new_ones_pass() throws IOException {
        var old = road.openAndGreet();

        proxy.silence();

        old.server().send("lost");
        old.client().send("lost");
        old.server().reset();
        assertThat(old.client().outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);
        road.openAndGreet();
        assertThat(proxy.connections())
                .extracting(ConnectionView::state)
                .containsExactly(ConnectionView.State.SILENT, ConnectionView.State.FLOWING);
    }

    @Test
    void each_side_of_a_silent_connection_ends_on_its_own() throws IOException {
        var trip = road.openAndGreet();
        proxy.silence();

        proxy.end(Side.SERVER, Ending.RST);
        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.RST);
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        proxy.end(Side.CLIENT, Ending.FIN);

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        assertThat(proxy.connections()).isEmpty();
    }

    @Test
    void each_side_of_a_silent_connection_can_end_later_and_who_comes_meanwhile_is_not_concerned() throws IOException {
        var old = road.openAndGreet();
        proxy.silence();
        var watch = new Stopwatch();
        proxy.end(Side.SERVER, Ending.RST, Duration.ofMillis(300));
        proxy.end(Side.CLIENT, Ending.FIN, Duration.ofMillis(600));
        var next = road.openAndGreet();

        assertThat(old.server().outcome()).isEqualTo(End.Outcome.RST);
        watch.showsAtLeast(300);
        assertThat(old.client().outcome()).isEqualTo(End.Outcome.FIN);
        watch.showsAtLeast(600);
        next.client().send("x");
        next.server().expect("x");
    }

    @Test
    void it_is_seen_who_has_left_a_silent_connection_and_it_is_over_when_both_have() throws IOException {
        var trip = road.openAndGreet();
        proxy.silence();
        assertThat(proxy.connections().get(0).ended()).isEmpty();

        trip.server().close();
        Eventually.isTrue(() -> proxy.connections().get(0).ended().equals(List.of(Side.SERVER)));
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);

        trip.client().close();
        Eventually.isTrue(() -> proxy.connections().isEmpty());
    }

    @Test
    void a_stall_holds_what_both_sides_say_and_their_ends() throws IOException {
        var trip = road.openAndGreet();
        proxy.stall();
        trip.server().send("down");
        trip.client().send("up");
        trip.client().finish();
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        assertThat(trip.server().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);

        proxy.resume();

        trip.client().expect("down");
        assertThat(trip.server().receiveAll()).isEqualTo("up");
    }

    @Test
    void a_stall_holds_data_and_ends_and_loses_nothing() throws IOException {
        var trip = road.openAndGreet();
        proxy.stall();
        trip.server().send("held");
        trip.server().close();
        assertThat(trip.client().outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);

        proxy.resume();

        assertThat(trip.client().receiveAll()).isEqualTo("held");
    }

    @Test
    void a_cut_is_exact_to_the_byte() throws IOException {
        var trip = road.openAndGreet();

        proxy.cutAfter(Direction.DOWNSTREAM, 7, Ending.FIN);
        trip.server().send("0123");
        trip.server().send("456789");

        assertThat(trip.client().receiveAll()).isEqualTo("0123456");
        assertThat(proxy.connections()).isEmpty();
    }

    @Test
    void a_hold_waits_for_enough_bytes_or_long_enough() throws IOException {
        var trip = road.openAndGreet();
        proxy.hold(Direction.DOWNSTREAM, 10, Duration.ofMillis(400));

        trip.server().send("01234");
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        trip.server().send("56789");
        trip.client().expect("0123456789");
        var watch = new Stopwatch();
        trip.server().send("x");
        trip.client().expect("x");
        watch.shows(400);

        proxy.hold(Direction.DOWNSTREAM, 0, Duration.ZERO);
        trip.server().send("y");
        trip.client().expect("y");
    }

    @Test
    void a_hold_and_an_idle_limit_are_for_later_connections_too() throws IOException {
        proxy.hold(Direction.DOWNSTREAM, 2, Duration.ofMinutes(1));
        proxy.dropWhenIdle(Duration.ofMillis(300));
        var client = road.connect();
        var server = road.accept();
        server.send("a");
        assertThat(client.outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        server.send("b");
        client.expect("ab");

        Eventually.isTrue(() -> proxy.connections().get(0).state() == ConnectionView.State.SILENT);
    }

    @Test
    void an_idle_limit_can_be_taken_away() throws IOException {
        var trip = road.openAndGreet();
        proxy.dropWhenIdle(Duration.ofMillis(200));
        proxy.dropWhenIdle(Duration.ZERO);

        assertThat(trip.client().outcomeWithin(400)).isEqualTo(End.Outcome.NOTHING);
        trip.server().send("x");
        trip.client().expect("x");
    }

    @Test
    void an_app_in_the_background_does_not_hear_and_is_heard() throws IOException {
        var trip = road.openAndGreet();

        proxy.stopReading(Side.SERVER);

        trip.server().send("later");
        trip.client().send("now");
        trip.server().expect("now");
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        proxy.resume();
        trip.client().expect("later");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere a full queue refuses.")
    void newcomers_are_refused_left_waiting_or_ignored_while_others_stay() throws IOException {
        var old = road.openAndGreet();

        proxy.treat(Newcomers.REFUSED);
        assertThatThrownBy(road::connect).isInstanceOf(ConnectException.class);
        proxy.treat(Newcomers.UNANSWERED);
        assertThatThrownBy(() -> connectWithin(400)).isInstanceOf(SocketTimeoutException.class);
        proxy.treat(Newcomers.IGNORED);
        var ignored = road.connect();
        ignored.send("hello?");
        assertThat(ignored.outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);
        proxy.treat(Newcomers.SERVED);
        road.openAndGreet();

        old.client().send("still here");
        old.server().expect("still here");
    }

    @Test
    void new_connections_go_elsewhere_and_old_ones_stay() throws IOException {
        var old = road.openAndGreet();
        try (var portal = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            proxy.routeNewConnectionsTo(Optional.of("127.0.0.1:" + portal.getLocalPort()));
            var client = road.connect();
            try (var accepted = new End(portal.accept())) {
                client.send("hello");
                accepted.expect("hello");
            }
        }
        old.client().send("still here");
        old.server().expect("still here");

        proxy.routeNewConnectionsTo(Optional.empty());
        road.openAndGreet();
    }

    @Test
    void an_idle_connection_is_dropped_and_a_busy_one_is_not() throws IOException {
        var trip = road.openAndGreet();
        proxy.dropWhenIdle(Duration.ofMillis(300));

        trip.client().send("beat");
        trip.server().expect("beat");
        Eventually.isTrue(() -> proxy.connections().get(0).state() == ConnectionView.State.SILENT);

        trip.server().send("lost");
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere this machine has only 127.0.0.1.")
    void the_server_sees_another_address() throws IOException {
        proxy.dialFrom(Optional.of(InetAddress.getByName("127.0.0.2")));

        var trip = road.openAndGreet();

        assertThat(trip.server().socket().getInetAddress().getHostAddress()).isEqualTo("127.0.0.2");
    }

    @Test
    void bursts_let_data_pass_at_their_beginning_only() throws IOException {
        var trip = road.openAndGreet();
        proxy.burst(Duration.ofMillis(600), Duration.ofMillis(50));
        Eventually.isTrue(() -> proxy.connections().get(0).state() == ConnectionView.State.STALLED);

        trip.server().send("x");

        assertThat(trip.client().outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);
        trip.client().expect("x");
        proxy.burst(Duration.ZERO, Duration.ZERO);
        trip.server().send("y");
        trip.client().expect("y");
    }

    @Test
    void connections_are_listed_with_their_bytes_over_http_too() throws IOException {
        var trip = road.openAndGreet();
        trip.server().send("abc");
        trip.client().expect("abc");

        assertThat(api.get("/ext/proxies/p/connections").body())
                .isEqualTo(String.format(
                        "[{\"number\":1,\"client\":\"127.0.0.1:%d\",\"bytes_up\":1,\"bytes_down\":4,\"state\":\"flowing\",\"ended\":[]}]",
                        trip.client().socket().getLocalPort()));
        assertThat(api.post("/ext/proxies/p/cut", "{\"bytes\":2,\"ending\":\"rst\"}")
                        .status())
                .isEqualTo(204);
        trip.server().send("abc");
        assertThat(trip.client().receiveAll()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void an_order_needs_no_body() throws IOException {
        assertThat(api.post("/ext/proxies/p/silence", "").status()).isEqualTo(204);
    }

    @Test
    void orders_over_http_name_what_is_wrong() throws IOException {
        assertThat(api.post("/ext/proxies/p/silense", "{}").body())
                .startsWith(
                        "{\"error\":\"There is no order 'silense'. Did you mean 'silence'? Use one of: burst, cut, ")
                .endsWith("\"status\":404}\n");
        assertThat(api.post("/ext/proxies/p/cut", "{\"bytez\":2}").body())
                .startsWith("{\"error\":\"There is no 'bytez' here. Did you mean 'bytes'? Use one of: side, ")
                .endsWith("\"status\":400}\n");
        assertThat(api.post("/ext/proxies/p/end", "{\"side\":\"left\"}").body())
                .isEqualTo("{\"error\":\"side is 'left'. Use one of: [client, server].\",\"status\":400}\n");
        assertThat(api.post("/ext/proxies/nobody/silence", "{}").status()).isEqualTo(404);
    }

    private void connectWithin(int millis) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), road.port()), millis);
        }
    }
}
