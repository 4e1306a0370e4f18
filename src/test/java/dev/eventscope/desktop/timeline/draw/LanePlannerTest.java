package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.timeline.Events;
import dev.eventscope.desktop.timeline.Story;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;

import static org.assertj.core.api.Assertions.assertThat;

class LanePlannerTest {

    private static final int NONE = EventColumns.NONE;

    @Test
    void the_most_recent_streams_get_lanes_and_the_others_share_one_a_category() {
        Contents contents = new Events().of("a-1").add("1", "T").of("b-1").add("2", "T").of("a-2").add("3", "T")
                .of("b-2").add("4", "T").of("a-3").add("5", "T").contents();

        LanePlan plan = plan(contents, new LanePlanner.Request(List.of(), NONE, NONE, 2, List.of(), Set.of()));

        assertThat(text(plan, contents)).containsExactly("Recent streams 2", "a-3", "b-2", "Other streams 3", "a +2",
                "b +1");
    }

    @Test
    void a_crowd_of_one_category_leaves_room_for_others_with_recent_events() {
        Contents contents = new Events().of("commit-1").add("1", "T").of("order-1").add("2", "T").of("saga-1")
                .add("3", "T").of("saga-2").add("4", "T").of("saga-3").add("5", "T").contents();

        LanePlan plan = plan(contents, new LanePlanner.Request(List.of(), NONE, NONE, 4, List.of(), Set.of()));

        assertThat(text(plan, contents)).containsExactly("Recent streams 4", "saga-3", "saga-2", "order-1", "commit-1",
                "Other streams 1", "saga +1");
    }

    @Test
    void what_was_quiet_for_long_gets_a_lane_only_where_there_is_room() {
        Events events = new Events().of("commit-1").add("0", "T");
        for (int i = 1; i <= 20_010; i++) {
            events.of("saga-" + i % 3).add("e" + i, "T");
        }
        Contents contents = events.contents();

        assertThat(text(plan(contents, new LanePlanner.Request(List.of(), NONE, NONE, 3, List.of(), Set.of())),
                contents)).containsExactly("Recent streams 3", "saga-0", "saga-2", "saga-1", "Other streams 1",
                        "commit +1");
        assertThat(text(plan(contents, new LanePlanner.Request(List.of(), NONE, NONE, 4, List.of(), Set.of())),
                contents)).containsExactly("Recent streams 4", "saga-0", "saga-2", "saga-1", "commit-1");
    }

    @Test
    void recent_streams_stay_when_newer_ones_come() {
        Contents contents = new Events().of("a-1").add("1", "T").of("a-2").add("2", "T").of("a-3").add("3", "T")
                .contents();
        int first = contents.columns().streams().find("a-1");

        LanePlan plan = plan(contents, new LanePlanner.Request(List.of(), NONE, NONE, 1, List.of(first), Set.of()));

        assertThat(text(plan, contents)).containsExactly("Recent streams 1", "a-1", "Other streams 2", "a +2");
    }

    @Test
    void where_there_is_more_room_others_join_those_that_are_there() {
        Contents contents = new Events().of("a-1").add("1", "T").of("a-2").add("2", "T").of("a-3").add("3", "T")
                .contents();
        int first = contents.columns().streams().find("a-1");

        LanePlan plan = plan(contents,
                new LanePlanner.Request(List.of(), NONE, NONE, 2, List.of(first), true, Set.of(), false));

        assertThat(text(plan, contents)).containsExactly("Recent streams 2", "a-1", "a-3", "Other streams 1", "a +1");
    }

    @Test
    void in_a_correlation_each_stream_stands_below_its_cause() {
        Contents contents = Story.ofOneCommit().events().contents();
        int correlation = contents.columns().correlations().find(Story.CORRELATION);

        LanePlan plan = plan(contents, new LanePlanner.Request(List.of(), correlation, NONE, 12, List.of(), Set.of()));

        assertThat(text(plan, contents).subList(0, 11)).containsExactly("Correlation 9c41f7e0 41", "portfolio-main",
                "content-docs/outbox.md", "sync-7f31", "cache-main", "content-docs/sagas.md", "sync-7f32",
                "content-src/main/java/dev/eventscope/relay/OutboxRelay.java", "sync-7f33", "remote-origin",
                "search-documents");
    }

    @Test
    void pinned_streams_come_first_and_stand_nowhere_else() {
        Contents contents = Story.ofOneCommit().events().contents();
        EventColumns columns = contents.columns();
        List<Integer> pinned = List.of(columns.streams().find("sync-7f31"), columns.streams().find("cache-main"));

        LanePlan plan = plan(contents, new LanePlanner.Request(pinned,
                columns.correlations().find(Story.CORRELATION), NONE, 12, List.of(), Set.of()));

        assertThat(text(plan, contents).subList(0, 4)).containsExactly("Pinned 2", "sync-7f31", "cache-main",
                "Correlation 9c41f7e0 41");
        assertThat(text(plan, contents).stream().filter("sync-7f31"::equals)).hasSize(1);
    }

    @Test
    void a_closed_group_keeps_its_head_and_shows_no_lane() {
        Contents contents = new Events().of("a-1").add("1", "T").of("a-2").add("2", "T").contents();

        LanePlan plan = plan(contents, new LanePlanner.Request(List.of(), NONE, NONE, 1, List.of(),
                Set.of(LaneGroup.Kind.RECENT)));

        assertThat(plan.lanes()).hasSize(1);
        assertThat(plan.groups().getFirst().collapsed()).isTrue();
        assertThat(plan.laneOfStream(contents.columns().streams().find("a-2"))).isEqualTo(LanePlan.NO_LANE);
    }

    @Test
    void a_large_correlation_shares_lanes_but_shows_what_failed_and_what_is_asked_for() {
        Events events = new Events().in("big");
        for (int i = 0; i < 300; i++) {
            events.of("content-" + i).add("e" + i, i == 290 ? "SyncFailed" : "Added");
        }
        Contents contents = events.contents();
        int focus = contents.columns().streams().find("content-280");

        LanePlan plan = plan(contents, new LanePlanner.Request(List.of(), contents.columns().correlations().find("big"),
                focus, 4, List.of(), Set.of()));

        assertThat(plan.lanes().stream().filter(Lane.OfStream.class::isInstance)).hasSize(10);
        assertThat(plan.isAlone(focus)).isTrue();
        assertThat(plan.isAlone(contents.columns().streams().find("content-290"))).isTrue();
        assertThat(plan.lanes().getLast()).isEqualTo(new Lane.OfCategory(0, 290));
    }

    @Test
    void where_a_correlation_leaves_room_streams_of_the_same_time_stand_below_it() {
        Contents contents = new Events().in("").of("before-1").add("1", "T").in("c").of("a-1").later(10).add("2", "T")
                .in("").of("b-1").later(10).add("3", "T").in("c").of("a-1").later(10).add("4", "T").in("")
                .of("after-1").later(90_000).add("5", "T").contents();

        LanePlan plan = plan(contents, new LanePlanner.Request(List.of(), contents.columns().correlations().find("c"),
                NONE, 9, List.of(), Set.of()));

        assertThat(text(plan, contents)).containsExactly("Correlation c 2", "a-1", "Around the same time 1", "b-1",
                "Other streams 2", "before +1", "after +1");
    }

    @Test
    void a_stream_that_a_filter_hides_has_no_lane() {
        Events events = new Events().of("a-1").add("1", "T").of("b-1").add("2", "T");
        BitSet bits = new BitSet();
        bits.set(0);

        Contents contents = events.contents(new RowFilter(bits));
        LanePlan plan = plan(contents, new LanePlanner.Request(List.of(), NONE, NONE, 9, List.of(), Set.of()));

        assertThat(text(plan, contents)).containsExactly("Recent streams 1", "a-1");
    }

    private static LanePlan plan(Contents contents, LanePlanner.Request request) {
        return contents.planner().plan(request);
    }

    private static List<String> text(LanePlan plan, Contents contents) {
        EventColumns columns = contents.columns();
        List<String> lines = new ArrayList<>();
        for (LaneGroup group : plan.groups()) {
            lines.add(group.title() + " " + group.count());
            for (Lane lane : group.shown()) {
                lines.add(switch (lane) {
                    case Lane.OfStream(var stream, _, _) -> columns.streams().text(stream);
                    case Lane.OfCategory(var category, var count) -> columns.categories().text(category) + " +" + count;
                });
            }
        }
        return lines;
    }
}
