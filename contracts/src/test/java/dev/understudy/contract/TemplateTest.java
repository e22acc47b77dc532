package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.yaml.YamlDocument;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final JsonNode VARIABLES = json(
            "{name: Momo, count: 3, none: null, list: [{title: A, count: 1}, {title: B}], '$x': 1, money: $1, flag: true}");

    private static JsonNode json(String yaml) {
        return YamlDocument.parse("t.yaml", yaml).root();
    }

    private static String render(String template) {
        return new Template(Map.of("book", json("{title: '{title}', n: '{count}'}")))
                .render(json(template), name -> Optional.ofNullable(VARIABLES.get(name)))
                .map(JsonNode::toString)
                .orElse("nothing");
    }

    @Test
    void a_text_that_is_one_name_becomes_the_value_whatever_its_type() {
        assertThat(render("{n: '{count}', t: '{name}', f: '{flag}', l: '{none}'}"))
                .isEqualTo("{\"n\":3,\"t\":\"Momo\",\"f\":true,\"l\":null}");
    }

    @Test
    void inside_a_longer_text_the_value_is_printed() {
        assertThat(render("'{count} of {name}, {money} back\\slash'")).isEqualTo("\"3 of Momo, $1 back\\\\slash\"");
    }

    @Test
    void a_field_whose_variable_is_absent_is_left_out() {
        assertThat(render("{a: 1, b: '{absent}', c: {d: '{absent}'}, e: {}}")).isEqualTo("{\"a\":1,\"e\":{}}");
        assertThat(render("'{absent}'")).isEqualTo("nothing");
        assertThat(render("['{absent}', 1]")).isEqualTo("[1]");
    }

    @Test
    void a_list_is_made_from_a_template_for_each_entry() {
        assertThat(render("{x-each: '{list}', x-item: {t: '{title}', of: '{name}'}}"))
                .isEqualTo("[{\"t\":\"A\",\"of\":\"Momo\"},{\"t\":\"B\",\"of\":\"Momo\"}]");
    }

    @Test
    void the_template_of_a_list_can_have_a_name_and_its_fields_hide_outer_ones() {
        assertThat(render("{x-each: '{list}', x-item: book}"))
                .isEqualTo("[{\"title\":\"A\",\"n\":1},{\"title\":\"B\",\"n\":3}]");
    }

    @Test
    void an_absent_list_is_empty() {
        assertThat(render("{x-each: '{absent}', x-item: book}")).isEqualTo("[]");
    }

    @Test
    void braces_that_hold_no_name_stay() {
        assertThat(render("'{} { count } {a b}'")).isEqualTo("\"{} { count } {a b}\"");
    }
}
