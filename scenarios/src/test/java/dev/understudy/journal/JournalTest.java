package dev.understudy.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Duration AT = Duration.ofMillis(12);

    private static Entry comment(String text) {
        return new Entry.Comment(AT, 1, text);
    }

    @Test
    void entries_stay_in_their_order() {
        var journal = new Journal(10);
        journal.append(comment("a"));
        journal.append(comment("b"));
        assertThat(journal.entries()).containsExactly(comment("a"), comment("b"));
    }

    @Test
    void the_oldest_are_forgotten_and_counted_and_a_mishap_says_so() {
        var journal = new Journal(2);
        List.of("a", "b", "c").forEach(text -> journal.append(comment(text)));
        assertThat(journal.entries())
                .containsExactly(
                        new Entry.Mishap(Duration.ZERO, 0, "The journal keeps 2 entries and forgot the first 1."),
                        comment("b"),
                        comment("c"));
        assertThat(journal.dropped()).isEqualTo(1);
    }

    @Test
    void who_listens_hears_until_it_stops() {
        var journal = new Journal(10);
        var heard = new ArrayList<Entry>();
        var stop = journal.listen(heard::add);
        journal.append(comment("a"));
        stop.run();
        journal.append(comment("b"));
        assertThat(heard).containsExactly(comment("a"));
    }

    @Test
    void who_waits_gets_the_entry_when_it_comes() throws Exception {
        var journal = new Journal(10);
        var writer = CompletableFuture.runAsync(() -> journal.append(comment("late")));
        var found = journal.await(Entry.Comment.class, entry -> entry.text().equals("late"), Duration.ofSeconds(5));
        assertThat(found).isEqualTo(comment("late"));
        writer.join();
    }

    @Test
    void who_waits_in_vain_is_shown_the_journal() {
        var journal = new Journal(10);
        journal.append(comment("only this"));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> journal.await(Entry.End.class, entry -> true, Duration.ofMillis(5)))
                .withMessageStartingWith("No such End within PT0.005S. Seen so far:\n")
                .withMessageContaining("only this");
    }

    @Test
    void what_is_written_is_read_back(@TempDir Path folder) throws IOException {
        var entries = List.<Entry>of(
                new Entry.Request(AT, 1, 2, "stream", "GET", "/x", Map.of("b", "2", "a", "1"), -1),
                new Entry.Response(AT, 1, 200, Map.of("content-type", "text/event-stream"), null),
                new Entry.Response(AT, 2, 404, Map.of(), "{}"),
                new Entry.Event(AT, 1, "1-2", "processing", "{\"a\":\"吾輩\\n\"}"),
                new Entry.Event(AT, 1, null, "", ""),
                comment("heartbeat"),
                new Entry.Retry(AT, 1, 5000),
                new Entry.Malformed(AT, 1, "raw"),
                new Entry.Fault(AT, 1, "reset"),
                new Entry.End(AT, 1, Entry.How.RESET, ""),
                new Entry.FarEnd(AT, 1, Entry.How.CUT),
                new Entry.Told(AT, 1, "open-streams", 3),
                new Entry.HeldUp(AT, 0, AT),
                new Entry.Message(AT, 1, Entry.Side.CLIENT, "ready", "{}", false),
                new Entry.Ping(AT, 1, Entry.Side.SERVER, true, "x"),
                new Entry.CloseFrame(AT, 1, Entry.Side.SERVER, 1000, "done"),
                new Entry.Mishap(AT, 0, "oops"));
        var file = folder.resolve("journal.jsonl");
        JournalFile.write(file, entries);
        assertThat(JournalFile.read(file)).isEqualTo(entries);
        assertThat(Files.readAllLines(file)).hasSameSizeAs(entries);
    }

    @Test
    void a_line_is_the_same_on_every_run() {
        assertThat(JournalFile.line(new Entry.Request(AT, 1, 2, "", "GET", "/x", Map.of("b", "2", "a", "1"), 0)))
                .isEqualTo(
                        "{\"kind\":\"request\",\"at\":12000,\"exchange\":1,\"connection\":2,\"label\":\"\","
                                + "\"method\":\"GET\",\"target\":\"/x\",\"headers\":{\"a\":\"1\",\"b\":\"2\"},\"bodyBytes\":0}");
    }

    @Test
    void a_line_that_is_no_entry_is_named(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("j.jsonl"), JournalFile.line(comment("a")) + "\n{\"kind\":\"no\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> JournalFile.read(file))
                .withMessageStartingWith(file + ":2:12  This is no journal entry: ");
    }

    @Test
    void headers_of_an_entry_are_a_map_like_any_other_in_the_order_of_names() {
        var response = new Entry.Response(AT, 1, 200, Map.of("b", "2", "a", "1", "c", "3"), null);
        assertThat(response.headers()).isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
        assertThat(response.headers().keySet()).containsExactly("a", "b", "c");
        assertThat(response.headers().get("b")).isEqualTo("2");
        assertThat(response.headers().get("d")).isNull();
        assertThat(new Entry.Response(AT, 1, 200, Map.of(), null).headers()).isEmpty();
    }

    @Test
    void headers_of_an_entry_do_not_follow_the_map_that_they_came_from() {
        var map = new HashMap<>(Map.of("a", "1"));
        var response = new Entry.Response(AT, 1, 200, map, null);
        map.put("a", "2");
        assertThat(response.headers()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void headers_of_an_entry_do_not_change() {
        var response = new Entry.Response(AT, 1, 200, Map.of("a", "1"), null);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> response.headers().put("b", "2"));
    }
}
