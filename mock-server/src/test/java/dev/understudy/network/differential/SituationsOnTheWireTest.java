package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.network.FaultNetwork;
import dev.understudy.network.FaultProxy;
import dev.understudy.network.NotPossibleException;
import dev.understudy.network.engine.ConnectionView;
import dev.understudy.network.engine.Side;
import dev.understudy.network.toxiproxy.EmbeddedToxiproxy;
import dev.understudy.scenario.situation.Situations;
import dev.understudy.scenario.situation.Transition;
import dev.understudy.scenario.situation.UnknownSituationException;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The networks that have names, and what is seen of them by both sides. */
class SituationsOnTheWireTest {
    private final EmbeddedToxiproxy server = EmbeddedToxiproxy.start("127.0.0.1", 0);
    private final Road road;
    private final FaultNetwork network = FaultNetwork.embedded();
    private final FaultProxy proxy;

    SituationsOnTheWireTest() throws IOException {
        road = Road.through(new Api(server.uri()));
        proxy = network.open(destination(), List.of());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        network.close();
        road.close();
        server.close();
    }

    @Test
    void a_profile_delays_both_ways_and_another_takes_its_place() throws IOException {
        proxy.become("edge");
        var watch = new Stopwatch();
        var trip = openAndGreet();
        watch.shows(840);

        proxy.become("wifi");

        var again = new Stopwatch();
        trip.client().send("?");
        trip.server().expect("?");
        trip.server().send("!");
        trip.client().expect("!");
        again.showsLessThan(400);
    }

    @Test
    void of_a_network_that_loses_everything_nothing_is_heard() throws IOException {
        proxy.become("100-percent-loss");
        var client = connect();
        var far = road.accept();

        client.send("x");
        far.send("y");

        assertThat(client.outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        assertThat(far.outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere this machine has only 127.0.0.1.")
    void from_wifi_to_cellular_the_old_connection_is_silent_and_the_new_one_has_another_address() throws IOException {
        var old = openAndGreet();

        proxy.become("wifi-to-cellular");

        old.server().send("lost");
        old.client().send("lost");
        var watch = new Stopwatch();
        var next = openAndGreet();
        watch.shows(115);
        assertThat(next.server().socket().getInetAddress().getHostAddress()).isEqualTo("127.0.0.2");
        assertThat(old.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        assertThat(old.server().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        assertThat(proxy.live().orElseThrow().connections())
                .extracting(ConnectionView::state)
                .containsExactly(ConnectionView.State.SILENT, ConnectionView.State.FLOWING);
        old.server().close();
        Eventually.isTrue(
                () -> proxy.live().orElseThrow().connections().get(0).ended().equals(List.of(Side.SERVER)));
    }

    @Test
    void when_the_system_notices_the_client_is_told_and_the_server_is_not() throws IOException {
        var old = openAndGreet();

        proxy.become("wifi-to-cellular-noticed");

        assertThat(old.client().outcome()).isEqualTo(End.Outcome.RST);
        assertThat(old.server().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        Eventually.isTrue(this::accepts);
    }

    @Test
    void a_server_that_is_started_anew_refuses_then_is_not_ready_then_serves() throws IOException {
        var old = openAndGreet();

        proxy.become("server-restart");

        assertThat(old.client().outcome()).isEqualTo(End.Outcome.FIN);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        Eventually.isTrue(this::accepts);
        assertThat(request()).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
        // Later steps come without being asked for.
        Eventually.isTrue(() -> proxy.live().orElseThrow().connections().isEmpty() && served());
    }

    @Test
    void a_portal_answers_in_the_servers_place_until_it_is_calm() throws IOException {
        proxy.become("captive-portal");

        assertThat(request()).startsWith("HTTP/1.1 200 ").contains("Please log in.");
        proxy.calm();
        openAndGreet();
    }

    @Test
    void steps_that_are_still_to_come_do_not_come_when_it_is_calm() throws IOException {
        var quick = "transitions: {t: {title: x, source: y, steps: [stall, {after: 300ms, reset}]}}";
        var trip = openAndGreet();
        proxy.become(Situations.read(YamlDocument.parse("mine.yaml", quick)).get("t"));
        trip.server().send("x");
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);

        proxy.calm();

        trip.client().expect("x");
        assertThat(trip.client().outcomeWithin(600)).isEqualTo(End.Outcome.NOTHING);
    }

    @Test
    void every_transition_can_begin_and_be_taken_back() throws IOException {
        for (var name : Situations.bundled().transitionNames()) {
            openAndGreet();
            proxy.become(name);
            proxy.calm();
            proxy.up();
            openAndGreet();
        }
    }

    @Test
    void what_cannot_be_had_says_why() {
        assertThatThrownBy(() -> proxy.become("high-latency-dns"))
                .isInstanceOf(NotPossibleException.class)
                .hasMessageStartingWith("The network 'high-latency-dns' cannot be had: A client looks the name up");
        assertThatThrownBy(() -> proxy.become("tunel"))
                .isInstanceOf(UnknownSituationException.class)
                .hasMessageContaining("Did you mean 'tunnel'?");
    }

    @Test
    void a_toxiproxy_server_can_have_profiles_but_no_transitions() {
        try (var other = FaultNetwork.at(server.uri().toString());
                var toxic = other.open(destination(), List.of())) {
            toxic.become("edge");
            for (var situation : Situations.bundled().all()) {
                if (situation instanceof Transition) {
                    assertThatThrownBy(() -> toxic.become(situation))
                            .isInstanceOf(NotPossibleException.class)
                            .hasMessage("The transition '" + situation.name()
                                    + "' acts on connections one by one, and a Toxiproxy server only on all of a proxy."
                                    + " Use the embedded one (--toxiproxy embedded).");
                }
            }
        }
    }

    private InetSocketAddress destination() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), road.destinationPort());
    }

    private Road.Trip openAndGreet() throws IOException {
        return road.openAndGreet(proxy.address().getPort());
    }

    private End connect() throws IOException {
        return road.connect(proxy.address().getPort());
    }

    private boolean accepts() {
        try (var end = connect()) {
            return end.socket().isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What a request is answered with when the server is not reached. */
    private String request() throws IOException {
        var client = connect();
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        return client.receiveAll();
    }

    private boolean served() {
        try (var client = connect()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            return client.outcomeWithin(200) == End.Outcome.NOTHING;
        } catch (IOException e) {
            return false;
        }
    }
}
