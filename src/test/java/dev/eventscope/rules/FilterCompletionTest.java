package dev.eventscope.rules;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FilterCompletionTest {

    private static final FilterVocabulary VOCABULARY = new FilterVocabulary(
            List.of("ContentAdded", "ContentUpdated", "StepFailed"), List.of("content", "saga"),
            prefix -> List.of("content-a.md", "content-a (copy).md").stream().filter(n -> n.startsWith(prefix))
                    .toList(),
            List.of("size", "title"), List.of("commit"), List.of("Mara Lindqvist"));

    @Test
    void an_empty_line_offers_every_field() {
        assertThat(inserts("")).startsWith("type:", "stream:", "category:").contains("data.", "bytes>", "is:");
    }

    @Test
    void the_start_of_a_term_offers_fields_and_types() {
        assertThat(inserts("st")).containsExactly("stream:", "type:StepFailed");
        assertThat(inserts("is:failed -cat")).containsExactly("category:");
        assertThat(inserts("(added")).containsExactly("type:ContentAdded");
    }

    @Test
    void behind_a_field_its_values_are_offered() {
        assertThat(inserts("type:upd")).containsExactly("ContentUpdated");
        assertThat(inserts("stream:content-a")).containsExactly("content-a.md", "\"content-a (copy).md\"");
        assertThat(inserts("is:")).containsExactly("failed", "pinned");
        assertThat(inserts("category!=s")).containsExactly("saga");
        assertThat(inserts("actor:mar")).containsExactly("\"Mara Lindqvist\"");
        assertThat(inserts("after:-1")).containsExactly("-15m", "-1h");
    }

    @Test
    void payload_fields_are_offered_by_path() {
        assertThat(inserts("data.ti")).containsExactly("data.title");
        assertThat(inserts("meta.")).containsExactly("meta.commit");
    }

    @Test
    void taking_a_suggestion_replaces_only_what_was_typed_of_it() {
        String text = "is:failed type:upd after:-2h";

        FilterCompletion completion = FilterCompletion.suggest(text, 18, VOCABULARY);

        assertThat(completion.apply(text, completion.suggestions().getFirst()))
                .isEqualTo("is:failed type:ContentUpdated after:-2h");
    }

    @Test
    void no_text_and_no_caret_is_too_odd() {
        for (String text : List.of("\"", "data.", "::", "(((", "a\"b:", "type:\"x")) {
            for (int caret = -1; caret <= text.length() + 1; caret++) {
                assertThat(FilterCompletion.suggest(text, caret, VOCABULARY).from()).isBetween(0, text.length());
            }
        }
    }

    private static List<String> inserts(String text) {
        return FilterCompletion.suggest(text, text.length(), VOCABULARY).suggestions().stream()
                .map(FilterCompletion.Suggestion::insert).toList();
    }
}
