package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** timeout, reset_peer and limit_data. */
class EndingToxicsTest extends EveryTarget {
    @Test
    void a_timeout_swallows_one_direction_and_lets_the_other_pass() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("timeout", "downstream", "\"timeout\":0");

        trip.server().send("lost");
        trip.client().send("not lost");

        trip.server().expect("not lost");
        assertThat(trip.client().outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);
    }

    @Test
    void a_timeout_lets_the_end_pass() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("timeout", "downstream", "\"timeout\":0");

        trip.server().close();

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void a_timeout_ends_both_sides_of_an_idle_connection() throws IOException {
        api().toxic("timeout", "downstream", "\"timeout\":300");

        var watch = new Stopwatch();
        var trip = road().open();

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        watch.shows(300);
        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void a_timeout_counts_from_the_last_data() throws Exception {
        api().toxic("timeout", "downstream", "\"timeout\":600");
        var trip = road().open();
        var sender = Executors.newSingleThreadScheduledExecutor();
        var watch = new Stopwatch();
        try {
            for (int i = 0; i < 4; i++) {
                sender.schedule(
                                () -> {
                                    trip.server().send("beat");
                                    return true;
                                },
                                200,
                                TimeUnit.MILLISECONDS)
                        .get();
            }
        } finally {
            sender.shutdownNow();
        }

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        watch.shows(800 + 600);
    }

    @Test
    void another_timeout_does_not_end_at_once_and_a_removed_one_does() throws IOException {
        api().toxic("timeout", "downstream", "\"timeout\":0");
        var trip = road().open();
        api().update("timeout_downstream", "{\"attributes\":{\"timeout\":60000}}");
        api().update("timeout_downstream", "{\"attributes\":{\"timeout\":0}}");
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);

        api().remove("timeout_downstream");

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void a_server_wide_reset_ends_connections_with_a_timeout() throws IOException {
        api().toxic("timeout", "upstream", "\"timeout\":0");
        var trip = road().open();

        api().post("/reset", "");

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        road().openAndGreet();
    }

    @Test
    void reset_peer_resets_both_sides_at_the_first_data() throws IOException {
        api().toxic("reset_peer", "upstream", "");
        var trip = road().open();

        trip.client().send("x");

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.RST);
        assertThat(trip.server().outcome()).isEqualTo(End.Outcome.RST);
    }

    @Test
    void reset_peer_waits_and_acts_on_the_answer_too() throws IOException {
        api().toxic("reset_peer", "downstream", "\"timeout\":200");
        var trip = road().open();

        var watch = new Stopwatch();
        trip.server().send("x");

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.RST);
        watch.shows(200);
    }

    @Test
    void reset_peer_acts_on_an_end() throws IOException {
        api().toxic("reset_peer", "downstream", "");
        var trip = road().open();

        trip.server().close();

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.RST);
    }

    @Test
    void reset_peer_does_nothing_to_an_idle_connection() throws IOException {
        api().toxic("reset_peer", "downstream", "");
        var trip = road().open();

        trip.client().send("x");
        trip.server().expect("x");

        assertThat(trip.client().outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);
    }

    @Test
    void reset_peer_on_an_open_connection_is_only_an_end() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("reset_peer", "downstream", "");

        trip.server().send("x");

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void reset_peer_without_toxicity_makes_every_end_a_reset_for_good() throws IOException {
        api().post("/proxies/p/toxics", "{\"type\":\"reset_peer\",\"toxicity\":0}");
        var trip = road().openAndGreet();
        api().remove("reset_peer_downstream");

        trip.server().close();

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.RST);
    }

    @Test
    void limit_data_cuts_at_the_byte() throws IOException {
        api().toxic("limit_data", "downstream", "\"bytes\":100");
        var over = road().open();
        over.server().send("x".repeat(150));
        assertThat(over.client().receiveAll()).hasSize(100);

        var exact = road().open();
        exact.server().send("x".repeat(60));
        exact.server().send("x".repeat(40));
        assertThat(exact.client().receiveAll()).hasSize(100);
    }

    @Test
    void limit_data_of_nothing_ends_at_the_first_data() throws IOException {
        api().toxic("limit_data", "downstream", "\"bytes\":0");
        var trip = road().open();
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);

        trip.server().send("x");

        assertThat(trip.client().receiveAll()).isEmpty();
    }

    @Test
    void limit_data_counts_from_when_they_met_and_through_changes() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("limit_data", "downstream", "\"bytes\":50");
        trip.server().send("x".repeat(30));
        trip.client().receive(30);

        api().update("limit_data_downstream", "{\"attributes\":{\"bytes\":40}}");
        trip.server().send("x".repeat(30));

        assertThat(trip.client().receiveAll()).hasSize(10);
    }

    @Test
    void limit_data_below_the_count_ends_at_the_next_data() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("limit_data", "downstream", "\"bytes\":50");
        trip.server().send("x".repeat(30));
        trip.client().receive(30);

        api().update("limit_data_downstream", "{\"attributes\":{\"bytes\":20}}");
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        trip.server().send("x");

        assertThat(trip.client().receiveAll()).isEmpty();
    }
}
