package dev.eventscope.desktop.replay.predicate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.replay.predicate.PredicateModel.Language;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.profile.Profile;
import dev.eventscope.rules.Filter;

import static org.assertj.core.api.Assertions.assertThat;

/// The predicate of the Replay view, in both languages; no toolkit.
class PredicateModelTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);

    private final Workspace workspace = Workspace.direct(NOON);
    private final PredicateModel model = new PredicateModel(workspace);

    @Test
    void a_filter_and_an_expression_are_kept_side_by_side() {
        model.use(Filter.parse("data.size>15", NOON));
        model.write("state.size > 20");
        assertThat(model.get().text()).isEqualTo("data.size>15");
        assertThat(holds("{\"size\":16}")).isTrue();

        model.languageProperty().set(Language.EXPRESSION);
        assertThat(model.get().text()).isEqualTo("state.size > 20");
        assertThat(holds("{\"size\":16}")).isFalse();
        assertThat(holds("{\"size\":21}")).isTrue();

        model.languageProperty().set(Language.FILTER);
        assertThat(holds("{\"size\":16}")).isTrue();
        model.use(Filter.everything());
        assertThat(model.get().isNone()).isTrue();
    }

    @Test
    void an_expression_that_cannot_be_read_says_where_and_leaves_the_last_good_one_in_force() {
        model.languageProperty().set(Language.EXPRESSION);
        model.write("state.size > 20");

        model.write("state.size > nothing");
        assertThat(model.problemProperty().get().message()).startsWith("column 14: ").contains("nothing");
        assertThat(model.problemProperty().get().at()).isEqualTo(13);
        assertThat(model.get().text()).isEqualTo("state.size > 20");

        model.write("state.size > 30");
        assertThat(model.problemProperty().get().isNone()).isTrue();
        assertThat(model.get().text()).isEqualTo("state.size > 30");
    }

    @Test
    void a_predicate_of_the_profile_is_known_by_its_name_and_follows_the_profile() {
        workspace.profileProperty().set(Profile.parse("team.yaml", "predicates: {large: state.size > 20}"));
        model.languageProperty().set(Language.EXPRESSION);
        model.write("large");
        assertThat(holds("{\"size\":21}")).isTrue();

        workspace.profileProperty().set(Profile.parse("team.yaml", "predicates: {large: state.size > 200}"));
        assertThat(holds("{\"size\":21}")).isFalse();

        workspace.profileProperty().set(Profile.none());
        assertThat(model.problemProperty().get().message()).contains("large");
    }

    @Test
    void fields_of_the_state_and_names_of_the_profile_are_offered_where_the_caret_is() {
        var known = new ExpressionCompletion(Map.of("large", "state.size > 20"), List.of("size", "tags"));

        assertThat(known.suggest("la", 2)).extracting(ExpressionCompletion.Suggestion::toString)
                .containsExactly("large   state.size > 20");
        assertThat(known.suggest("state.size > 1 && state.t < 2", 25)).extracting(
                ExpressionCompletion.Suggestion::text).containsExactly("state.size > 1 && state.tags < 2");
        assertThat(known.suggest("event.ty", 8)).extracting(ExpressionCompletion.Suggestion::caret)
                .containsExactly(10);
        assertThat(known.suggest("state.size", 10)).isEmpty();
    }

    private boolean holds(String state) {
        try {
            return Objects.requireNonNull(model.get().test()).holds(event(), Json.read(state));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static RecordedEvent event() {
        EventHeader header = new EventHeader("e1", new StreamId("order-1"), "order", 1L, OrderToken.of(1), "Changed",
                null, null, null, null, null, Set.of());
        return new RecordedEvent(header, Payload.json("{}"), Payload.json("{}"));
    }
}
