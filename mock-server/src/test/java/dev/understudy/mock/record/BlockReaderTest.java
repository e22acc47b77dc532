package dev.understudy.mock.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockReaderTest {
    private final BlockReader reader = new BlockReader();

    private List<Block> read(String text) {
        var blocks = new ArrayList<Block>();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            reader.take(next, Duration.ZERO).ifPresent(blocks::add);
        }
        return blocks;
    }

    @Test
    void a_blank_line_ends_a_block_and_what_has_none_is_left() {
        assertThat(read("id: 1\ndata: a\n\ndata: b\n\nid: 2"))
                .extracting(Block::lines)
                .containsExactly(List.of("id: 1", "data: a"), List.of("data: b"));
        assertThat(reader.rest().toArray()).asString(StandardCharsets.UTF_8).isEqualTo("id: 2");
    }

    @Test
    void lines_end_in_three_ways_and_a_pair_is_one_end() {
        assertThat(read("data: a\r\n\r\ndata: b\r\n\r\n"))
                .extracting(Block::lines)
                .containsExactly(List.of("data: a"), List.of("data: b"));
        assertThat(reader.lineEnds()).isEqualTo("crlf");
    }

    @Test
    void a_lone_cr_is_an_end() {
        assertThat(read("data: a\r\rdata: b\r\r")).hasSize(2);
        assertThat(reader.lineEnds()).isEqualTo("cr");
    }

    @Test
    void two_kinds_of_ends_are_mixed() {
        assertThat(read("data: a\r\n\n")).hasSize(1);
        assertThat(reader.lineEnds()).isEqualTo("mixed");
    }

    @Test
    void a_byte_order_mark_belongs_to_no_block() {
        var blocks = read("\uFEFFdata: a\n\n");

        assertThat(reader.hasMark()).isTrue();
        assertThat(blocks.get(0).bytes().toArray())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("data: a\n\n");
    }

    @Test
    void most_lines_say_whether_there_are_spaces() {
        read("id:1\nevent:a\ndata: {}\n\n");

        assertThat(reader.hasSpaces()).isFalse();
    }
}
