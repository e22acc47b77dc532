package dev.understudy.mock.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentReaderTest {
    private static final Duration AT = Duration.ofSeconds(1);

    private final SentReader reader = new SentReader(7);

    private List<Entry> read(String... writes) {
        return Stream.of(writes)
                .flatMap(write -> reader.read(ByteBuffer.wrap(write.getBytes(StandardCharsets.UTF_8)), AT).stream())
                .toList();
    }

    private static Entry.Event event(String id, String name, String data) {
        return new Entry.Event(AT, 7, id.isEmpty() ? null : id, name, data);
    }

    @Test
    void events_are_found_wherever_the_writes_are_cut() {
        assertThat(read("id: 1\neve", "nt: note\nda", "ta: a\ndata: b\n", "\ndata\n\n"))
                .containsExactly(event("1", "note", "a\nb"), event("", "", ""));
    }

    @Test
    void every_line_end_counts_once_and_an_event_at_its_last_return() {
        assertThat(read("data: a\r\n\r")).containsExactly(event("", "", "a"));
        assertThat(read("\ndata: b\r\r", "data: c\n\r\n")).containsExactly(event("", "", "b"), event("", "", "c"));
    }

    @Test
    void a_mark_is_taken_away_at_the_start_and_nowhere_else() {
        assertThat(read("\uFEFFid: 1\ndata: a\n\n", "\uFEFFid: 2\ndata: b\n\n"))
                .containsExactly(event("1", "", "a"), event("", "", "b"));
    }

    @Test
    void a_retry_counts_at_once_and_only_as_a_number() {
        assertThat(read("retry: 0700\n")).containsExactly(new Entry.Retry(AT, 7, 700));
        assertThat(read("\nretry: 99999999999999999999\n\n"))
                .containsExactly(new Entry.Retry(AT, 7, 999_999_999_999_999L));
        assertThat(read("retry: 50x\nretry: \u0661\n\n"))
                .containsExactly(new Entry.Malformed(AT, 7, "no event: retry: 50x\\nretry: \u0661"));
    }

    @Test
    void comments_and_blocks_that_make_no_event_are_told_apart() {
        assertThat(read(": still\n", ":\n\n", "id: 7\n\n", "event: e\nfoo: 1\n\n", "id: 8\0x\ndata: d\n\n"))
                .containsExactly(
                        new Entry.Comment(AT, 7, "still"),
                        new Entry.Comment(AT, 7, ""),
                        new Entry.Malformed(AT, 7, "no data: id: 7"),
                        new Entry.Malformed(AT, 7, "no event: event: e\\nfoo: 1"),
                        event("", "", "d"));
    }

    @Test
    void bytes_that_are_no_text_become_marks_of_replacement() {
        var bytes = new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xFF, '\n', '\n'};
        assertThat(reader.read(ByteBuffer.wrap(bytes), AT)).containsExactly(event("", "", "\uFFFD"));
    }
}
