package dev.eventscope.desktop.inspector;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.fx.JsonRow;
import dev.eventscope.desktop.workspace.Filtered;
import dev.eventscope.desktop.workspace.Place;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class InspectorViewModelTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static UUID failedStep;

    private final Workspace workspace = Workspace.direct(Clock.systemUTC());
    private final InspectorViewModel model = new InspectorViewModel(workspace);

    @BeforeAll
    static void write() {
        failedStep = Story.writeTo(STORE.appender());
    }

    @BeforeEach
    void open() {
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
    }

    @Test
    void the_selected_event_is_shown_with_its_payload_and_the_length_of_its_stream() {
        select(failedStep);

        assertThat(model.eventProperty().get().type()).isEqualTo("StepFailed");
        assertThat(model.contentProperty().get().data().rows()).extracting(JsonRow::path)
                .contains("/step", "/error/class");
        assertThat(model.contentProperty().get().lastVersion()).isEqualTo(3);
    }

    @Test
    void causes_go_back_to_the_root() {
        select(failedStep);

        assertThat(model.linksProperty().get().causes().causes()).extracting(EventHeader::type)
                .containsExactly("StepStarted", "SagaStarted", "SyncRequested", "CommitImported");
        assertThat(model.linksProperty().get().causes().missing()).isEmpty();
    }

    @Test
    void walking_to_the_cause_can_be_walked_back() {
        select(failedStep);

        model.goToCause();
        model.goToCause();
        assertThat(model.eventProperty().get().type()).isEqualTo("SagaStarted");

        model.goToEffect();
        assertThat(model.eventProperty().get().type()).isEqualTo("StepStarted");

        workspace.history().back();
        assertThat(model.eventProperty().get().type()).isEqualTo("SagaStarted");
    }

    @Test
    void effects_of_an_event_are_in_the_order_of_the_store() {
        workspace.selection().version(Story.COMMIT, 1);

        assertThat(model.eventProperty().get().type()).isEqualTo("CommitImported");
        assertThat(model.linksProperty().get().effects()).extracting(EventHeader::type)
                .containsExactly("ContentAdded", "ContentAdded", "SyncRequested");
    }

    @Test
    void a_cause_that_is_not_here_is_named() {
        UUID elsewhere = UUID.randomUUID();
        NewEvent orphan = NewEvent.of("Orphaned", Payload.json("{}")).causedBy(elsewhere, null);
        STORE.appender().append(AppendRequest.of(new StreamId("order-1"), ExpectedVersion.any(), orphan));

        select(orphan.id());
        model.goToCause();

        assertThat(model.linksProperty().get().causes().missing()).isEqualTo(elsewhere.toString());
        assertThat(workspace.notices().all().getFirst().what())
                .isEqualTo("the cause " + elsewhere + " is not in this store");
    }

    @Test
    void the_correlation_leads_to_everything_that_has_it() {
        workspace.history().offer(Set.of("streamsView", "timelineView"));
        select(failedStep);

        model.goToCorrelation();

        Place place = workspace.history().currentProperty().get();
        assertThat(place.viewId()).isEqualTo("timelineView");
        assertThat(place.state())
                .isEqualTo(new Filtered("correlation:" + model.eventProperty().get().correlationId()));
        assertThat(place.selected().event()).isEqualTo(model.eventProperty().get());
    }

    @Test
    void no_selection_shows_no_event() {
        select(failedStep);

        workspace.selection().stream(Story.OUTBOX);

        assertThat(model.eventProperty().get()).isNull();
    }

    private void select(UUID id) {
        workspace.history().go("streamsView");
        workspace.selection().event(STORE.reader().findEvent(id.toString()).orElseThrow().header());
    }
}
