package dev.eventscope.desktop.browse;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class EventDetailsTest {

    @Test
    void a_summary_holds_the_telling_values() {
        String failed = "{\"no\":2,\"step\":\"git\",\"attempt\":3,\"error\":{\"class\":\"RemoteNotFound\"}}";

        assertThat(summary(failed)).isEqualTo("git, attempt 3, RemoteNotFound");
        assertThat(summary("{\"path\":\"docs/outbox.md\",\"size\":6214}")).isEqualTo("docs/outbox.md, size 6214");
    }

    @Test
    void a_payload_without_known_names_shows_its_first_values() {
        assertThat(summary("{\"colour\":\"red\",\"deep\":{\"x\":1},\"weight\":7}")).isEqualTo("colour red, weight 7");
    }

    @Test
    void what_cannot_be_decoded_says_so_and_the_row_goes_on() {
        assertThat(summary("{\"a\":")).startsWith("cannot be decoded: ");
        assertThat(EventDetails.summary(Payload.none())).isEmpty();
    }

    @Test
    void control_characters_do_not_reach_the_screen() {
        assertThat(summary("{\"title\":\"a\\n\\u202eb\"}")).isEqualTo("a b");
    }

    @Test
    void the_actor_is_a_name_without_the_address() {
        assertThat(EventDetails.actor(Payload.json("{\"author\":\"Mara Lindqvist <mara@example.org>\"}")))
                .isEqualTo("Mara Lindqvist");
        assertThat(EventDetails.actor(Payload.json("[]"))).isEmpty();
    }

    private static String summary(String json) {
        return EventDetails.summary(Payload.json(json));
    }
}
