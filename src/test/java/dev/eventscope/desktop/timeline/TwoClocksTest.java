package dev.eventscope.desktop.timeline;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.FoldMark;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.store.OpenStore;

import static org.assertj.core.api.Assertions.assertThat;

/// A commit of the night, imported at one with those of the morning, and the saga that syncs it a second later.
class TwoClocksTest {

    private final Workspace workspace = Workspace
            .direct(Clock.fixed(Instant.parse("2026-03-04T13:15:37Z"), ZoneOffset.UTC));
    private final HeldReader reader = new HeldReader(new Events().in("c1")
            .importedAt("13:00:00").at("02:00:00").of("commit-a").then("commit", "CommitImported")
            .of("content-a").add("added", "ContentAdded").of("commit-a").then("requested", "SyncRequested")
            .in("").causedBy("").of("content-b").at("03:00:00").add("b0", "ContentUpdated").later(1_200_000)
            .add("b1", "ContentUpdated").later(1_200_000).add("b2", "ContentUpdated").at("11:59:00")
            .add("b3", "ContentUpdated").in("c1").causedBy("requested")
            .importedAt(null).at("13:00:01").of("sync-a").then("saga", "SagaStarted")
            .later(300).then("step", "StepStarted").later(400).then("failed", "StepFailed").headers());
    private final TimelineViewModel model = new TimelineViewModel(workspace, Measures.SEVEN_PX);

    @BeforeEach
    void open() {
        model.resize(1_212, 700);
        workspace.open(new Session("demo", "PostgreSQL", new OpenStore(null, null, reader)));
        model.shown();
        workspace.selection().event(reader.findEvent("failed").orElseThrow().header());
    }

    @Test
    void the_idle_hours_between_a_commit_and_its_saga_are_folded_and_the_cause_arrow_crosses_the_fold() {
        Drawing drawing = model.drawing();

        assertThat(drawing.ruler().folds()).extracting(FoldMark::label).containsExactly("11 h");
        FoldMark fold = drawing.ruler().folds().getFirst();
        assertThat(drawing.links()).anySatisfy(link -> {
            assertThat(link.fromX()).isLessThan(fold.x());
            assertThat(link.toX()).isGreaterThan(fold.x() + fold.width());
        });
        assertThat(drawing.lanes()).flatExtracting(Drawing.LaneMarks::marks).as("what others did meanwhile")
                .filteredOn(mark -> mark.x() >= fold.x() && mark.x() <= fold.x() + fold.width())
                .flatExtracting(Drawing.Mark::rows).hasSize(4);
        assertThat(drawing.lanes()).flatExtracting(Drawing.LaneMarks::marks).filteredOn(Drawing.Mark::selected)
                .singleElement()
                .satisfies(mark -> assertThat(mark.x()).isBetween(fold.x() + fold.width(), 1_212.0));
    }

    @Test
    void by_the_other_clock_they_follow_at_once() {
        workspace.eventClockProperty().set(EventClock.RECORDED);

        assertThat(model.drawing().ruler().folds()).isEmpty();
        assertThat(model.clockNameProperty().get()).isEqualTo("Recorded, UTC");
    }
}
