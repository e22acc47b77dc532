package dev.understudy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CutTest {
    private static final String STREAM =
            "retry: 5\n\n: hello\n\nid: 1-1\nevent: a\ndata: {}\n\nid: 1234-5678\nevent: processing\ndata: {\"t\":\"\u00e9\u732b\"}\n\n";

    /** What the listener has seen when the cut falls, and where it says that it fell. */
    private static String cut(Cut cut) {
        var bytes = STREAM.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            Optional<String> where = cut.take(bytes[i]);
            if (where.isPresent()) {
                return new String(bytes, 0, i + 1, UTF_8).replaceFirst("(?s).*data: \\{}\n\n", "") + " | "
                        + where.get();
            }
        }
        return "never";
    }

    private static Cut at(Cut.Place place) {
        return new Cut(1, place, 3, () -> {});
    }

    @Test
    void a_cut_falls_inside_the_event_at_its_place() {
        assertThat(cut(at(Cut.Place.ID))).isEqualTo("id: 123 | cut inside the id, 7 bytes into event 2");
        assertThat(cut(at(Cut.Place.NAME)))
                .isEqualTo("id: 1234-5678\nevent: pro | cut inside the name, 24 bytes into event 2");
        assertThat(cut(at(Cut.Place.CHARACTER))).contains("{\"t\":\"\ufffd | cut inside a character");
        assertThat(cut(at(Cut.Place.BLANK_LINE))).endsWith("}\n | cut before the blank line, 52 bytes into event 2");
    }

    @Test
    void where_a_line_is_too_short_the_cut_falls_before_the_blank_line() {
        assertThat(cut(new Cut(1, Cut.Place.ID, 40, () -> {}))).contains("before the blank line");
    }

    @Test
    void the_same_seed_gives_the_same_cuts() {
        assertThat(cuts(7)).isEqualTo(cuts(7)).isNotEqualTo(cuts(8));
    }

    private static List<String> cuts(long seed) {
        var random = new SplittableRandom(seed);
        var cuts = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            cuts.add(cut(Cut.next(random, i, () -> {})));
        }
        return cuts;
    }
}
