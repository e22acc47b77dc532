package dev.understudy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
    private static final List<String> WORDS = List.of("reset", "close", "end", "silence");

    @Test
    void a_slip_finds_the_word_that_was_meant() {
        assertThat(NearestWord.to("rset", WORDS)).contains("reset");
        assertThat(NearestWord.to("resett", WORDS)).contains("reset");
    }

    @Test
    void two_letters_in_the_wrong_order_are_one_slip() {
        assertThat(NearestWord.to("edn", WORDS)).contains("end");
    }

    @Test
    void case_does_not_count() {
        assertThat(NearestWord.to("SILENCE", WORDS)).contains("silence");
    }

    @Test
    void a_word_that_is_far_from_all_has_none_near_it() {
        assertThat(NearestWord.to("banana", WORDS)).isEmpty();
    }

    @Test
    void a_short_word_needs_a_close_match() {
        assertThat(NearestWord.to("a", List.of("b", "bc"))).contains("b");
        assertThat(NearestWord.to("a", List.of("bc"))).isEmpty();
    }

    @Test
    void of_two_equally_near_words_the_first_in_the_alphabet_is_taken() {
        assertThat(NearestWord.to("bat", List.of("cat", "bar"))).contains("bar");
    }

    @Test
    void a_very_long_word_is_far_from_all_at_once() {
        assertThat(NearestWord.to("x".repeat(1_000_000), WORDS)).isEmpty();
    }

    @Test
    void advice_names_the_nearest_word_and_all_that_are_possible() {
        assertThat(NearestWord.advice("rset", WORDS))
                .isEqualTo("Did you mean 'reset'? Use one of: reset, close, end, silence.");
        assertThat(NearestWord.advice("banana", WORDS)).isEqualTo("Use one of: reset, close, end, silence.");
    }
}
