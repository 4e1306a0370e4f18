package dev.eventscope.portfolio.content;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TitleTest {

    @Test
    void front_matter_is_asked_before_the_headings() {
        assertThat(title("---\ndate: x\ntitle: \"Event-Driven: a guide\"\n---\n# Other\n"))
                .isEqualTo("Event-Driven: a guide");
        assertThat(title("---\r\ntitle: 'One'\r\n---\r\n")).isEqualTo("One");
        assertThat(title("---\ndate: x\n---\n\n# From the heading\n")).isEqualTo("From the heading");
        assertThat(title("---\ntitle: \"\"\n---\n# From the heading\n")).isEqualTo("From the heading");
    }

    @Test
    void the_first_heading_outside_a_code_block_counts() {
        assertThat(title("```sh\n# a comment\n```\n## The title ##\n# Later\n")).isEqualTo("The title");
        assertThat(title("#no heading\n text\n")).isEqualTo("a.md");
        assertThat(title("")).isEqualTo("a.md");
    }

    @Test
    void a_title_is_one_line_of_bounded_length() {
        assertThat(title("# a\u0000b\u0007c\n")).isEqualTo("a b c");
        assertThat(title("# " + "😀".repeat(500)).codePointCount(0, title("# " + "😀".repeat(500)).length()))
                .isEqualTo(200);
        assertThat(Title.ofPath("x/\n")).isEqualTo("untitled");
    }

    private static String title(String text) {
        return Title.ofMarkdown("docs/a.md", text);
    }
}
