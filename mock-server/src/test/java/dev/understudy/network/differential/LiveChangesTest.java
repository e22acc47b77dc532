package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Toxics that come, change and go while connections are open, and those that act only on some. */
class LiveChangesTest extends EveryTarget {
    @Test
    void toxicity_is_decided_once_for_a_connection() throws IOException {
        api().post(
                        "/proxies/p/toxics",
                        "{\"name\":\"t\",\"type\":\"limit_data\",\"toxicity\":0.5,\"attributes\":{\"bytes\":0}}");
        int passed = 0;
        for (int i = 0; i < 40; i++) {
            var trip = road().open();
            trip.server().send("abc");
            trip.server().close();
            var got = trip.client().receiveAll();
            assertThat(got).isIn("", "abc");
            passed += got.isEmpty() ? 0 : 1;
        }

        assertThat(passed).isBetween(3, 37);
    }

    @Test
    void toxicity_is_decided_again_when_it_changes() throws IOException {
        api().post(
                        "/proxies/p/toxics",
                        "{\"name\":\"t\",\"type\":\"limit_data\",\"toxicity\":0,\"attributes\":{\"bytes\":0}}");
        var trip = road().openAndGreet();

        api().update("t", "{\"toxicity\":1}");
        trip.server().send("x");

        assertThat(trip.client().receiveAll()).isEmpty();
    }

    @Test
    void a_connection_lives_through_many_changes() throws IOException {
        var trip = road().openAndGreet();

        for (int i = 0; i < 50; i++) {
            api().toxic("noop", "upstream", "");
            api().toxic("noop", "downstream", "");
            trip.client().send("ping " + i);
            trip.server().expect("ping " + i);
            api().remove("noop_upstream");
            trip.server().send("pong " + i);
            trip.client().expect("pong " + i);
            api().remove("noop_downstream");
        }
    }

    @Test
    void nothing_is_lost_or_swapped_while_latency_comes_and_goes() throws IOException {
        int numbers = 20_000;
        var trip = road().openAndGreet();
        var sending = CompletableFuture.runAsync(() -> sendNumbers(trip.server(), numbers));
        var reading = CompletableFuture.supplyAsync(() -> readNumbers(trip.client(), numbers));

        while (!sending.isDone()) {
            api().toxic("latency", "downstream", "\"latency\":1000");
            api().remove("latency_downstream");
        }

        assertThat(reading.join()).isEqualTo(numbers);
    }

    @Test
    void toxics_act_in_the_order_of_their_addition() throws IOException {
        api().toxic("limit_data", "downstream", "\"bytes\":5");
        api().toxic("latency", "downstream", "\"latency\":200");
        var trip = road().open();

        var watch = new Stopwatch();
        trip.server().send("0123456789");

        assertThat(trip.client().receiveAll()).isEqualTo("01234");
        watch.shows(200);
    }

    @Test
    void a_toxic_in_the_middle_can_go() throws IOException {
        var trip = road().openAndGreet();
        api().toxic("noop", "downstream", "");
        api().toxic("bandwidth", "downstream", "\"rate\":0");
        api().toxic("latency", "downstream", "\"latency\":50");
        trip.server().send("held");
        assertThat(trip.client().outcomeWithin(150)).isEqualTo(End.Outcome.NOTHING);

        api().remove("bandwidth_downstream");

        trip.client().expect("held");
        trip.server().send("more");
        trip.client().expect("more");
    }

    @Test
    void timeout_and_latency_together_do_not_hang() throws IOException {
        api().toxic("latency", "upstream", "\"latency\":20");
        api().toxic("timeout", "upstream", "\"timeout\":0");
        var trip = road().open();
        for (int i = 0; i < 5; i++) {
            trip.client().send("x");
        }

        var watch = new Stopwatch();
        api().remove("latency_upstream");

        watch.showsLessThan(3_000);
    }

    private static void sendNumbers(End end, int numbers) {
        try {
            for (int i = 0; i < numbers; i++) {
                end.send(ByteBuffer.allocate(4).putInt(i).array());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many came in order. */
    private static int readNumbers(End end, int numbers) {
        try {
            var all = ByteBuffer.wrap(end.receiveBytes(4 * numbers));
            int next = 0;
            while (all.remaining() >= 4 && all.getInt() == next) {
                next++;
            }
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
