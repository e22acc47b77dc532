package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.network.FaultNetwork;
import dev.understudy.network.FaultProxy;
import dev.understudy.network.NetworkException;
import dev.understudy.scenario.NetworkFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The face that scenarios use, over both servers. */
class FaultNetworkTest extends EveryTarget {
    private FaultNetwork network = FaultNetwork.embedded();
    private FaultProxy proxy = network.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), List.of());

    @BeforeEach
    void open() {
        network.close();
        network = target == Target.EMBEDDED ? FaultNetwork.embedded() : FaultNetwork.at(uri().toString());
        proxy = network.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), road().destinationPort()),
                List.of(new NetworkFault.Reset()));
    }

    @AfterEach
    void close() {
        proxy.close();
        network.close();
    }

    @Test
    void it_says_which_server_it_uses() {
        assertThat(network.description())
                .matches(target == Target.EMBEDDED ? "embedded" : "toxiproxy \\S+ at " + uri());
    }

    @Test
    void a_reset_is_seen_by_both_sides_and_the_next_connection_ends_in_order() throws IOException {
        var trip = openAndGreet();

        proxy.apply(new NetworkFault.Reset());

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.RST);
        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.RST);
        var next = openAndGreet();
        next.server().close();
        assertThat(next.client().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void silence_with_an_end_loses_nothing() throws IOException {
        var trip = openAndGreet();

        var watch = new Stopwatch();
        proxy.apply(new NetworkFault.Silence(Optional.of(Duration.ofMillis(400))));
        trip.server().send("late");
        trip.client().send("too");

        trip.client().expect("late");
        watch.shows(400);
        trip.server().expect("too");
    }

    @Test
    void silence_without_an_end_swallows_everything() throws IOException {
        var trip = openAndGreet();

        proxy.apply(new NetworkFault.Silence(Optional.empty()));
        trip.server().send("lost");
        trip.client().send("lost");

        assertThat(trip.client().outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);
        assertThat(trip.server().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
    }

    @Test
    void down_ends_connections_and_refuses_new_ones_for_a_while() throws IOException {
        var trip = openAndGreet();

        proxy.apply(new NetworkFault.Down(Duration.ofMillis(400)));

        assertThat(trip.client().receiveAll()).isEmpty();
        assertThatThrownBy(() -> road().connect(proxy.address().getPort())).isInstanceOf(ConnectException.class);
        Eventually.isTrue(this::accepts);
    }

    @Test
    void latency_bandwidth_and_slices_act_on_what_the_server_sends_until_it_is_calm() throws IOException {
        var trip = openAndGreet();
        var watch = new Stopwatch();
        proxy.apply(new NetworkFault.Latency(Duration.ofMillis(100)));
        proxy.apply(new NetworkFault.Bandwidth(1));
        proxy.apply(new NetworkFault.Slice(10));
        trip.server().send("x".repeat(100));
        trip.client().expect("x".repeat(100));
        watch.shows(200);

        proxy.calm();

        var again = new Stopwatch();
        trip.server().send("x".repeat(1_000));
        trip.client().expect("x".repeat(1_000));
        again.showsLessThan(1_000);
    }

    @Test
    void a_server_that_does_not_answer_is_named() {
        assertThatThrownBy(() -> FaultNetwork.at("127.0.0.1:1"))
                .isInstanceOf(NetworkException.class)
                .hasMessage("No Toxiproxy server answers at http://127.0.0.1:1."
                        + " Start one, or leave the address out to use the embedded one.");
    }

    private Road.Trip openAndGreet() throws IOException {
        return road().openAndGreet(proxy.address().getPort());
    }

    private boolean accepts() {
        try (var end = road().connect(proxy.address().getPort())) {
            return end.socket().isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
