package dev.eventscope.profile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.upcast.Upcaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProfileTest {

    private static final String FILE = """
            layout: native
            environment: production
            labels:
              types: {ContentAdded: added}
              categories: {content: Pages}
              fields: {/size: "size, bytes"}
            pinned:
              - /title
              - {path: /size, types: [ContentAdded, ContentUpdated]}
            redact:
              - /author/email
              - {path: /items/*/card, types: [OrderPaid]}
            upcasters:
              - type: OrderPaid
                from: 1
                to: 2
                rules: [{rename: {from: /sum, to: /total}}]
            """;

    @Test
    void a_file_says_everything_in_one_place() {
        Profile profile = Profile.parse("shop.yaml", FILE);

        assertThat(profile.layout()).isEqualTo("native");
        assertThat(profile.isProduction()).isTrue();
        assertThat(profile.labels()).isEqualTo(new Labels(Map.of("ContentAdded", "added"), Map.of("content", "Pages"),
                Map.of(FieldPointer.parse("/size"), "size, bytes")));
        assertThat(profile.labels().ofType("Other")).isEqualTo("Other");
        assertThat(profile.pinned("ContentAdded")).containsExactly(FieldPointer.parse("/title"),
                FieldPointer.parse("/size"));
        assertThat(profile.pinned("ContentDeleted")).containsExactly(FieldPointer.parse("/title"));
        assertThat(profile.redaction().fields()).containsExactly(
                new ProfileField(FieldPointer.parse("/author/email"), Set.of()),
                new ProfileField(FieldPointer.parse("/items/*/card"), Set.of("OrderPaid")));
        assertThat(profile.upcasters("native")).extracting(Upcaster::label).contains("shop.yaml:14");
    }

    @Test
    void every_part_may_be_left_out() {
        Profile profile = Profile.parse("shop.yaml", "environment: test\n");

        assertThat(profile.isProduction()).isFalse();
        assertThat(profile.layout()).isNull();
        assertThat(profile.pinned("A")).isEmpty();
        assertThat(profile.redaction().isEmpty()).isTrue();
        assertThat(profile.rules().sets()).isEmpty();
    }

    @Test
    void a_rule_of_the_profile_takes_the_place_of_installed_code_that_begins_at_the_same_version() {
        Profile profile = Profile.parse("site.yaml", """
                upcasters:
                  - {type: ContentAdded, from: 1, to: 2, rules: [{add: {path: /metadata, default: {}}}]}
                """);

        assertThat(profile.upcasters("native").stream().filter(each -> each.type().equals("ContentAdded")))
                .extracting(Upcaster::label).isEqualTo(List.of("site.yaml:2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enviroment: test          | 1:1  | unknown field 'enviroment' in a profile, expected one of
            environment: live         | 1:14 | unknown environment 'live', expected one of development, test, staging
            pinned: /title            | 1:9  | 'pinned' is a list of paths, found '/title'
            pinned: [title]           | 1:10 | 'title' is not a path: write /field or /field/inner
            redact: [{path: /a}]      | 1:10 | a field lacks 'types'
            redact: [{path: /a, types: []}] | 1:28 | 'types' is empty: leave it out for all types
            labels: {types: [a]}      | 1:17 | 'types' is a mapping of names to labels, found a list
            upcasters: [{type: A}]    | 1:13 | an upcaster lacks 'from'
            layout: ''                | 1:9  | 'layout' in a profile is a text, found ''
            'a: [b'                   | 1:6  | not YAML
            """, quoteCharacter = '"')
    void a_mistake_is_named_with_its_line_and_column(String text, String place, String what) {
        String file = text.startsWith("'") && text.endsWith("'") ? text.substring(1, text.length() - 1) : text;

        assertThatThrownBy(() -> Profile.parse("p.yaml", file)).isInstanceOf(MalformedRules.class)
                .hasMessageStartingWith("p.yaml:" + place).hasMessageContaining(what);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Profile.read(Path.of("nowhere", "shop.yaml")))
                .hasMessage(Path.of("nowhere", "shop.yaml") + ": there is no such file");
    }
}
