package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a proxy does without toxics, and when it is changed. */
class PassingTest extends EveryTarget {
    @Test
    void a_reader_that_comes_late_gets_everything_that_waited() throws IOException {
        var trip = road().openAndGreet();
        trip.server().fill();

        assertThat(trip.client().receiveBytes(20_000_000)).hasSize(20_000_000);
    }

    @Test
    void bytes_pass_both_ways_unchanged() throws Exception {
        var trip = road().open();
        var bytes = new byte[2_000_000];
        new Random(1).nextBytes(bytes);

        var up = CompletableFuture.runAsync(() -> sendQuietly(trip.client(), bytes));
        assertThat(trip.server().receiveBytes(bytes.length)).isEqualTo(bytes);
        var down = CompletableFuture.runAsync(() -> sendQuietly(trip.server(), bytes));
        assertThat(trip.client().receiveBytes(bytes.length)).isEqualTo(bytes);

        up.join();
        down.join();
    }

    @Test
    void there_is_no_half_close_the_answer_is_lost() throws IOException {
        var trip = road().openAndGreet();

        trip.client().finish();

        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.FIN);
        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void what_the_server_sends_last_arrives_before_its_end() throws IOException {
        var trip = road().openAndGreet();

        trip.server().send("bye");
        trip.server().close();

        assertThat(trip.client().receiveAll()).isEqualTo("bye");
    }

    @Test
    void a_reset_reaches_the_other_side_as_an_end() throws IOException {
        var first = road().openAndGreet();
        first.client().reset();
        assertThat(first.server().outcome()).isEqualTo(End.Outcome.FIN);

        var second = road().openAndGreet();
        second.server().reset();
        assertThat(second.client().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void without_a_server_a_client_is_accepted_and_then_closed() throws IOException {
        road().stopDestination();

        assertThat(road().connect().outcome()).isEqualTo(End.Outcome.FIN);
        assertThat(road().connect().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void a_server_that_cannot_be_named_is_a_server_that_is_not_there() throws IOException {
        api().post("/proxies/p", "{\"upstream\":\"not an address\"}");

        assertThat(road().connect().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void a_disabled_proxy_ends_connections_and_refuses_new_ones_until_it_is_enabled() throws IOException {
        var trip = road().openAndGreet();

        api().post("/proxies/p", "{\"enabled\":false}");

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.FIN);
        assertThatThrownBy(() -> road().connect()).isInstanceOf(ConnectException.class);
        api().post("/proxies/p", "{\"enabled\":true}");
        road().openAndGreet();
    }

    @Test
    void a_deleted_proxy_ends_connections_and_refuses_new_ones() throws IOException {
        var trip = road().openAndGreet();

        api().delete("/proxies/p");

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.FIN);
        assertThatThrownBy(() -> road().connect()).isInstanceOf(ConnectException.class);
    }

    @Test
    void the_same_addresses_again_leave_connections_alone() throws IOException {
        var trip = road().openAndGreet();
        var addresses = String.format(
                "{\"name\":\"p\",\"listen\":\"localhost:%d\",\"upstream\":\"127.0.0.1:%d\"}",
                road().port(), road().destinationPort());

        api().post("/proxies/p", addresses);
        api().call("PATCH", "/proxies/p", "{\"enabled\":true}");
        api().post("/populate", "[" + addresses + "]");

        trip.client().send("still here");
        trip.server().expect("still here");
    }

    @Test
    void another_server_ends_connections_and_serves_the_next() throws IOException {
        var trip = road().openAndGreet();
        try (var other = new ServerSocket(0)) {
            api().post("/proxies/p", "{\"upstream\":\"127.0.0.1:" + other.getLocalPort() + "\"}");

            assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
            var client = road().connect();
            try (var accepted = new End(other.accept())) {
                client.send("hello");
                accepted.expect("hello");
            }
        }
    }

    @Test
    void port_0_is_another_port_each_time() throws IOException {
        var trip = road().openAndGreet();

        int port = Api.port(
                api().post("/proxies/p", "{\"listen\":\"localhost:0\"}").body());

        assertThat(port).isNotEqualTo(road().port());
        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        assertThat(road().connect(port).socket().isConnected()).isTrue();
    }

    @Test
    void connections_outlive_a_reset() throws IOException {
        api().toxic("noop", "upstream", "");
        api().toxic("noop", "downstream", "");
        var trip = road().openAndGreet();

        api().post("/reset", "");
        trip.client().send("one");
        trip.server().expect("one");
        api().post("/reset", "");

        trip.server().send("two");
        trip.client().expect("two");
    }

    @Test
    void bytes_are_counted_when_a_connection_has_ended() throws IOException {
        var trip = road().open();
        trip.client().send("hello");
        trip.server().expect("hello");
        var line = String.format(
                "bytes_total{direction=\"upstream\",listener=\"127.0.0.1:%d\",proxy=\"p\",upstream=\"127.0.0.1:%d\"} ",
                road().port(), road().destinationPort());
        assertThat(api().get("/metrics").body()).doesNotContain(line);

        trip.client().close();
        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.FIN);

        Eventually.isTrue(() -> {
            var text = api().get("/metrics").body();
            return text.contains("toxiproxy_proxy_received_" + line + "5\n")
                    && text.contains("toxiproxy_proxy_sent_" + line + "5\n");
        });
    }

    private static void sendQuietly(End end, byte[] bytes) {
        try {
            end.send(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
