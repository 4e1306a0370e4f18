package dev.eventscope.desktop.timeline;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.HeadName;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneName;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.store.OpenStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TimelineViewModelTest {

    private final Workspace workspace = Workspace
            .direct(Clock.fixed(Instant.parse("2026-03-04T13:15:37Z"), ZoneOffset.UTC));
    private final HeldReader reader = new HeldReader(Story.ofOneCommit());
    private final TimelineViewModel model = new TimelineViewModel(workspace, Measures.SEVEN_PX);

    @BeforeEach
    void open() {
        model.resize(1_212, 700);
        workspace.open(new Session("demo", "PostgreSQL", new OpenStore(null, null, reader)));
        model.shown();
    }

    @Test
    void without_a_selection_the_most_recent_activity_fills_the_canvas() {
        assertThat(model.supply().stateProperty().get()).isEqualTo(Supply.State.READY);
        assertThat(heads()).containsExactly("Recent streams", "Other streams");
        long marks = model.drawing().lanes().stream().filter(lane -> !lane.marks().isEmpty()).count();
        assertThat(marks).isGreaterThan(10);
        assertThat(model.supply().note()).isEqualTo("855 events");
    }

    @Test
    void an_event_selected_elsewhere_gets_its_correlation_and_stands_in_sight() {
        selectElsewhere("sync-7f31.git3+");

        assertThat(heads()).startsWith("Correlation 9c41f7e0");
        assertThat(selectedMark().x()).isBetween(212.0, 1_212.0);
        assertThat(model.drawing().names()).filteredOn(LaneName.class::isInstance)
                .filteredOn(name -> ((LaneName) name).selected()).extracting(name -> ((LaneName) name).title())
                .containsExactly("sync-7f31");
        assertThat(model.chainProperty().get()).extracting(ChainRow::type).startsWith("ImportCommand", "CommitImported",
                "ContentUpdated", "SyncRequested", "SagaStarted");
    }

    @Test
    void a_click_selects_and_moves_nothing() {
        Drawing before = model.drawing();
        LaneMarks lane = before.lanes().get(3);
        Mark mark = lane.marks().get(1);

        model.commands().click(model.hover().hitAt(mark.x(), lane.y()), false);

        assertThat(workspace.selection().get().event().id()).isEqualTo(idOf(mark));
        assertThat(selectedMark().x()).isEqualTo(mark.x());
        assertThat(model.drawing().names()).hasSameSizeAs(before.names());
    }

    @Test
    void a_double_click_gives_the_correlation_its_lanes() {
        selectElsewhere("commit");
        model.commands().goToNewest();
        selectElsewhere("commit2");
        LaneMarks lane = laneOf(selectedMark());

        model.commands().click(model.hover().hitAt(selectedMark().x(), lane.y()), true);

        assertThat(heads()).startsWith("Correlation e07d2b4");
    }

    @Test
    void comma_and_full_stop_walk_the_lane_and_j_goes_to_the_next() {
        selectElsewhere("sync-7f31.git3");

        model.commands().nextInLane(-1);
        String before = selectedId();
        model.commands().nextInLane(1);
        model.commands().nextInLane(1);
        String after = selectedId();
        model.commands().nextLane(1);

        assertThat(before).isEqualTo("sync-7f31.git2+");
        assertThat(after).isEqualTo("sync-7f31.git3+");
        assertThat(workspace.selection().get().stream()).isEqualTo(new StreamId("cache-main"));
    }

    @Test
    void a_filter_hides_what_does_not_match() {
        model.filter("type:StepFailed");

        assertThat(model.supply().note()).isEqualTo("30 of 855 events");
        model.filter("type:Nothing");
        assertThat(model.supply().stateProperty().get()).isEqualTo(Supply.State.TOO_NARROW);
        model.filter(Filter.everything());
        assertThat(model.supply().stateProperty().get()).isEqualTo(Supply.State.READY);
    }

    @Test
    void a_filter_on_payloads_reads_them() {
        model.filter("data.step:git is:failed");

        assertThat(model.supply().note()).isEqualTo("6 of 855 events");
    }

    @Test
    void a_pinned_lane_stands_first_and_is_pinned_for_filters_too() {
        selectElsewhere("sync-7f32");

        model.lanes().pinPointed();
        model.filter("is:pinned");

        assertThat(heads()).startsWith("Pinned");
        assertThat(model.supply().note()).isEqualTo("10 of 855 events");
    }

    @Test
    void new_events_move_nothing_that_a_person_looks_at() {
        selectElsewhere("sync-7f31.git3+");
        double before = selectedMark().x();
        List<String> lanesBefore = names();

        reader.add(newer("new-1"));
        workspace.tail().ask();

        assertThat(model.supply().note()).isEqualTo("856 events");
        assertThat(selectedMark().x()).isEqualTo(before);
        assertThat(names()).isEqualTo(lanesBefore);
    }

    @Test
    void new_events_come_into_sight_while_nobody_has_moved_anything() {
        reader.add(newer("new-1"));
        workspace.tail().ask();

        double last = model.drawing().minimap().viewTo();
        assertThat(model.supply().note()).isEqualTo("856 events");
        assertThat(model.coordinateAt(1_212)).isGreaterThanOrEqualTo(1.772630196e15);
        assertThat(last).isGreaterThan(1_100);
    }

    @Test
    void the_order_scale_keeps_in_sight_what_is() {
        selectElsewhere("sync-7f31.git3+");

        model.choices().axisProperty().set(Axis.Kind.ORDER);

        assertThat(model.drawing().ruler().days()).isEqualTo("Store order");
        assertThat(selectedMark().x()).isBetween(212.0, 1_212.0);
        model.choices().axisProperty().set(Axis.Kind.TIME);
        assertThat(model.drawing().ruler().days()).isEqualTo("4 March 2026");
    }

    @Test
    void a_fitted_view_is_fitted_anew_when_the_canvas_changes_its_size() {
        selectElsewhere("sync-7f31.git3+");

        model.resize(700, 500);
        double narrow = selectedMark().x();
        model.resize(2_000, 500);

        assertThat(narrow).isBetween(600.0, 700.0);
        assertThat(selectedMark().x()).isBetween(1_850.0, 2_000.0);
    }

    @Test
    void back_returns_to_the_same_place() {
        selectElsewhere("sync-7f31.git3+");
        model.commands().zoom(2, 700);
        model.commands().pan(-40);
        model.filter("correlation:9c41f7e0-aaaa");
        Standing.Memento left = model.memento();
        Drawing before = model.drawing();

        model.filter(Filter.everything());
        model.choices().axisProperty().set(Axis.Kind.ORDER);
        model.commands().goToNewest();
        model.restore(left);

        assertThat(model.drawing().ruler().ticks()).isEqualTo(before.ruler().ticks());
        assertThat(model.drawing().lanes()).hasSameSizeAs(before.lanes());
        assertThat(model.choices().filterProperty().get().text()).isEqualTo("correlation:9c41f7e0-aaaa");
    }

    @Test
    void hovering_shows_a_card_with_the_error_and_the_step() {
        selectElsewhere("sync-7f31.git3+");
        Mark mark = selectedMark();

        model.hover(model.hover().hitAt(mark.x(), laneOf(mark).y()));

        HoverCard card = model.hover().cardProperty().get();
        assertThat(card.title()).isEqualTo("StepFailed");
        assertThat(card.detail()).isEqualTo("RemoteNotFound");
        assertThat(card.more()).isEqualTo("git, attempt 3");
        model.hover(new HitTest.Nothing());
        assertThat(model.hover().cardProperty().get()).isNull();
    }

    @Test
    void escape_clears_one_level_after_the_other() {
        selectElsewhere("sync-7f31.git3+");
        model.filter("correlation:9c41f7e0-aaaa");

        model.commands().clearOne();
        assertThat(workspace.selection().get()).isEqualTo(Selected.NOTHING);
        assertThat(heads()).startsWith("Correlation 9c41f7e0");
        model.commands().clearOne();
        assertThat(heads()).startsWith("Recent streams");
        model.commands().clearOne();
        assertThat(model.choices().filterProperty().get().isEverything()).isTrue();
    }

    @Test
    void a_marked_range_is_shown_alone() {
        selectElsewhere("commit");
        double from = model.coordinateAt(430);
        double to = model.coordinateAt(520);

        model.commands().mark(Span.between(to, from));
        model.commands().commitRange();

        assertThat(model.coordinateAt(212)).isCloseTo(from, within(10_000.0));
        assertThat(model.coordinateAt(1_212)).isCloseTo(to, within(10_000.0));
    }

    @Test
    void a_stream_is_brought_into_sight_with_its_newest_events() {
        workspace.selection().stream(new StreamId("content-old20-3"));

        assertThat(names()).contains("content-old20-3");
        assertThat(model.drawing().ruler().days()).contains("21 February");
    }

    @Test
    void another_store_leaves_nothing_behind() {
        selectElsewhere("commit");
        model.filter("type:Step*");

        workspace.open(new Session("other", "PostgreSQL", new OpenStore(null, null,
                new HeldReader(new Events().add("x", "T").headers()))));

        assertThat(model.supply().note()).isEqualTo("1 event");
        assertThat(model.choices().filterProperty().get().isEverything()).isTrue();
        assertThat(model.chainProperty().get()).isEmpty();
    }

    @Test
    void an_empty_store_says_so() {
        workspace.open(new Session("empty", "PostgreSQL", new OpenStore(null, null, new HeldReader(List.of()))));

        assertThat(model.supply().stateProperty().get()).isEqualTo(Supply.State.EMPTY);
    }

    private void selectElsewhere(String id) {
        workspace.selection().event(reader.findEvent(id).orElseThrow().header());
    }

    private EventHeader newer(String id) {
        Instant at = Instant.parse("2026-03-04T13:16:36Z");
        return new EventHeader(id, new StreamId("content-new"), "content", 1L, OrderToken.of(90_000), "ContentAdded",
                "1",
                null, null, at, at, Set.of());
    }

    private Mark selectedMark() {
        return model.drawing().lanes().stream().flatMap(lane -> lane.marks().stream()).filter(Mark::selected)
                .findFirst()
                .orElseThrow();
    }

    private LaneMarks laneOf(Mark mark) {
        return model.drawing().lanes().stream().filter(lane -> lane.marks().contains(mark)).findFirst().orElseThrow();
    }

    private String idOf(Mark mark) {
        return workspace.selection().get().event() == null
                ? ""
                : selectedMark().row() == mark.row() ? selectedId() : "";
    }

    private String selectedId() {
        return workspace.selection().get().event().id();
    }

    private List<String> heads() {
        return model.drawing().names().stream().filter(HeadName.class::isInstance).map(row -> ((HeadName) row).title())
                .toList();
    }

    private List<String> names() {
        return model.drawing().names().stream().filter(LaneName.class::isInstance).map(row -> ((LaneName) row).title())
                .toList();
    }
}
