package dev.eventscope.desktop.upcast;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WrongPartTest {

    @Test
    void it_is_what_a_value_was_to_become() {
        assertThat(part("- convert: {path: /size, to: number}", "- drop: {path: /charset}")).isEqualTo("number");
    }

    @Test
    void it_is_found_on_a_later_line_of_the_same_rule() {
        assertThat(part("- convert:", "    path: /size", "    to: number")).isEqualTo("number");
    }

    @Test
    void where_nothing_is_to_become_another_it_is_the_place() {
        assertThat(part("- add: {path: /a/b, default: 1}", "- rename: {from: /x, to: /y}")).isEqualTo("/a/b");
    }

    @Test
    void where_the_rule_names_nothing_nothing_is_marked() {
        assertThat(WrongPart.of(List.of("- nothing"))).isEmpty();
        assertThat(WrongPart.of(List.of())).isEmpty();
    }

    private static String part(String... excerpt) {
        WrongPart part = WrongPart.of(List.of(excerpt)).orElseThrow();
        return excerpt[part.line()].substring(part.from(), part.to());
    }
}
