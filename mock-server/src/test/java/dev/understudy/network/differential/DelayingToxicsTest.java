package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** latency, bandwidth, slow_close and slicer. */
class DelayingToxicsTest extends EveryTarget {
    @Test
    void latency_delays_one_direction() throws IOException {
        api().toxic("latency", "downstream", "\"latency\":200");
        var trip = road().open();

        var up = new Stopwatch();
        trip.client().send("up");
        trip.server().expect("up");
        up.showsLessThan(200);
        var down = new Stopwatch();
        trip.server().send("down");
        trip.client().expect("down");
        down.shows(200);
    }

    @Test
    void two_latencies_add() throws IOException {
        api().toxic("latency", "upstream", "\"latency\":150");
        api().post(
                        "/proxies/p/toxics",
                        "{\"name\":\"more\",\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":100}}");
        var trip = road().open();

        var watch = new Stopwatch();
        trip.client().send("x");
        trip.server().expect("x");

        watch.shows(250);
    }

    @Test
    void jitter_stays_within_its_bounds() throws IOException {
        api().toxic("latency", "downstream", "\"latency\":60,\"jitter\":30");
        var trip = road().open();

        for (int i = 0; i < 8; i++) {
            var watch = new Stopwatch();
            trip.server().send("x");
            trip.client().expect("x");
            watch.shows(30);
        }
    }

    @Test
    void chunks_are_delayed_side_by_side() throws Exception {
        api().toxic("latency", "downstream", "\"latency\":400");
        var trip = road().open();
        var watches = new ArrayList<Stopwatch>();
        var sender = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < 5; i++) {
                sender.schedule(() -> send(trip, watches), 60L * i, TimeUnit.MILLISECONDS)
                        .get();
            }
            trip.client().receive(5);
        } finally {
            sender.shutdownNow();
        }
        // One after the other would be two seconds.
        watches.get(0).showsLessThan(1_900);
        watches.get(4).showsAtLeast(400);
    }

    private static boolean send(Road.Trip trip, List<Stopwatch> watches) throws IOException {
        watches.add(new Stopwatch());
        trip.server().send("x");
        return true;
    }

    @Test
    void an_end_with_nothing_before_it_is_not_late() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("latency", "downstream", "\"latency\":3000");

        var watch = new Stopwatch();
        trip.server().close();

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
        watch.showsLessThan(2_900);
    }

    @Test
    void an_end_waits_for_the_data_before_it() throws IOException {
        api().toxic("latency", "downstream", "\"latency\":200");
        var trip = road().open();

        var watch = new Stopwatch();
        trip.server().send("bye");
        trip.server().close();

        assertThat(trip.client().receiveAll()).isEqualTo("bye");
        watch.shows(200);
    }

    @Test
    void another_latency_lets_the_chunk_in_hand_go_at_once() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("latency", "downstream", "\"latency\":60000");
        trip.server().send("x");
        assertThat(trip.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);

        api().update("latency_downstream", "{\"attributes\":{\"latency\":50000}}");

        trip.client().expect("x");
    }

    @Test
    void removed_latency_lets_everything_go_at_once() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("latency", "downstream", "\"latency\":60000");
        for (var text : new String[] {"a", "b", "c"}) {
            trip.server().send(text);
            assertThat(trip.client().outcomeWithin(50)).isEqualTo(End.Outcome.NOTHING);
        }

        api().remove("latency_downstream");

        trip.client().expect("abc");
    }

    @Test
    void bandwidth_counts_in_thousands_for_each_connection() throws IOException {
        api().toxic("bandwidth", "downstream", "\"rate\":100");
        var one = road().open();
        var two = road().open();
        var bytes = "x".repeat(60_000);

        var watch = new Stopwatch();
        one.server().send(bytes);
        two.server().send(bytes);
        one.client().expect(bytes);
        two.client().expect(bytes);

        watch.shows(600);
        watch.showsLessThan(1_200);
    }

    @Test
    void low_bandwidth_comes_in_a_piece_every_100_ms() throws IOException {
        api().toxic("bandwidth", "downstream", "\"rate\":1");
        var trip = road().open();

        var watch = new Stopwatch();
        trip.server().send("x".repeat(250));

        assertThat(trip.client().receiveSome()).hasSize(100);
        watch.shows(100);
        trip.client().receive(150);
        watch.shows(250);
    }

    @Test
    void no_bandwidth_holds_data_and_the_end_behind_it() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("bandwidth", "downstream", "\"rate\":0");
        trip.server().send("held");
        trip.server().close();
        assertThat(trip.client().outcomeWithin(200)).isEqualTo(End.Outcome.NOTHING);

        api().remove("bandwidth_downstream");

        assertThat(trip.client().receiveAll()).isEqualTo("held");
    }

    @Test
    void no_bandwidth_lets_an_end_without_data_pass() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("bandwidth", "downstream", "\"rate\":0");

        trip.server().close();

        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void slow_close_delays_the_end_and_not_the_data() throws IOException {
        api().toxic("slow_close", "downstream", "\"delay\":300");
        var trip = road().open();

        var watch = new Stopwatch();
        trip.server().send("x");
        trip.client().expect("x");
        watch.showsLessThan(300);
        trip.server().close();
        assertThat(trip.client().outcome()).isEqualTo(End.Outcome.FIN);

        watch.shows(300);
    }

    @Test
    void another_slow_close_starts_anew_and_a_removed_one_closes() throws IOException {
        api().toxic("slow_close", "downstream", "\"delay\":60000");
        var first = road().openAndGreet();
        first.server().close();
        assertThat(first.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        var watch = new Stopwatch();
        api().update("slow_close_downstream", "{\"attributes\":{\"delay\":300}}");
        assertThat(first.client().outcome()).isEqualTo(End.Outcome.FIN);
        watch.shows(300);

        api().update("slow_close_downstream", "{\"attributes\":{\"delay\":60000}}");
        var second = road().openAndGreet();
        second.server().close();
        assertThat(second.client().outcomeWithin(100)).isEqualTo(End.Outcome.NOTHING);
        api().remove("slow_close_downstream");

        assertThat(second.client().outcome()).isEqualTo(End.Outcome.FIN);
    }

    @Test
    void a_slicer_cuts_and_waits_after_each_piece() throws IOException {
        api().toxic("slicer", "downstream", "\"average_size\":100,\"size_variation\":0,\"delay\":100000");
        var trip = road().open();

        var watch = new Stopwatch();
        trip.server().send("x".repeat(400));

        assertThat(trip.client().receiveSome()).hasSize(100);
        trip.client().receive(300);
        watch.shows(300);
    }

    @Test
    void slices_are_of_sizes_about_the_average_and_lose_nothing() throws IOException {
        api().toxic("slicer", "downstream", "\"average_size\":64,\"size_variation\":32,\"delay\":10");
        var trip = road().open();
        var text = "0123456789".repeat(3_000);

        trip.server().send(text);

        trip.client().expect(text);
    }

    @Test
    void a_removed_slicer_sends_the_rest_in_one_piece() throws IOException {
        api().toxic("slicer", "downstream", "\"average_size\":10,\"size_variation\":2,\"delay\":500000");
        var trip = road().open();
        var text = "0123456789".repeat(100);
        trip.server().send(text);
        var first = trip.client().receiveSome();

        api().remove("slicer_downstream");

        assertThat(first.length()).isLessThanOrEqualTo(12);
        assertThat(first + trip.client().receive(1_000 - first.length())).isEqualTo(text);
    }
}
