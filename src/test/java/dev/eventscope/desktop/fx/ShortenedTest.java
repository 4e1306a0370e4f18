package dev.eventscope.desktop.fx;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShortenedTest {

    @Test
    void a_value_is_shown_as_json_writes_it() {
        assertThat(Shortened.value(TextNode.valueOf("a \"b\"\n\t\u202e"))).isEqualTo("\"a \\\"b\\\"\\n\\t\\u202e\"");
        assertThat(Shortened.value(IntNode.valueOf(-7))).isEqualTo("-7");
    }

    @Test
    void a_line_keeps_its_quotes_and_its_indent() {
        assertThat(Shortened.line("\tsay \"hi\"\u0007")).isEqualTo("    say \"hi\"\\u0007");
    }

    @Test
    void what_is_too_long_says_by_how_much_and_has_no_closing_quote() {
        String text = "x".repeat(Shortened.MOST_CHARS + 1);

        assertThat(Shortened.quoted(text)).endsWith("x… 1 character more").startsWith("\"x");
        assertThat(Shortened.plain(text)).endsWith("x… 1 character more").startsWith("x");
        assertThat(Shortened.line(text)).endsWith("x…").hasSize(Shortened.MOST_CHARS + 1);
    }
}
