package dev.eventscope.desktop.timeline;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.causality.CausalOrder;
import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.CausalCone;
import dev.eventscope.desktop.timeline.model.Clocks;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.Writer;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// The causal axis and the tint of a selection on stores that several nodes write to, held against the paths of the
/// histories that were written.
class CausalClocksTest {

    private static final int APPENDS = 40;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    /// Which events an event may have known of, by their numbers in the history.
    private record Known(String id, BitSet past) {}

    @Test
    void the_axis_and_the_tint_say_what_the_paths_of_the_history_say() {
        Trials trials = Trials.of("causal order by clocks", 8, 400);
        Random random = trials.random();
        long concurrent = 0;
        for (int trial = 0; trial < trials.count(); trial++) {
            List<Known> history = write("t" + trial, random, "a", "b", "c");
            EventColumns columns = columns();

            Clocks clocks = new ClockBook(STORE.reader()).of(columns);

            assertThat(differences(columns, clocks, history)).as(trials + ", trial " + trial).isEmpty();
            concurrent += concurrentPairs(history);
        }
        assertThat(concurrent).as("concurrent pairs").isGreaterThan(trials.count() * 50L);
    }

    @Test
    void events_of_writers_without_clocks_are_told_by_their_causes_and_streams() {
        Random random = Trials.of("causal order, some without clocks", 1, 1).random();

        List<Known> history = write("mixed", random, "a", "", "b", "");

        EventColumns columns = columns();
        assertThat(differences(columns, new ClockBook(STORE.reader()).of(columns), history)).isEmpty();
    }

    @Test
    void seeded_bug_without_clocks_what_a_node_knew_of_itself_is_lost() {
        Random random = Trials.of("causal order, seeded bug", 1, 1).random();

        List<Known> history = write("bug", random, "a", "b", "c");

        assertThat(differences(columns(), Clocks.NONE, history)).isNotEmpty();
    }

    @Test
    void clocks_that_are_read_little_by_little_are_those_that_are_read_at_once() {
        Random random = Trials.of("clocks by parts", 1, 1).random();
        write("parts-1", random, "a", "b");
        HeaderWindow window = new HeaderWindow(STORE.reader());
        Shelf shelf = loaded(window);
        EventColumns first = shelf.columns();
        ClockBook book = new ClockBook(STORE.reader());
        Axis axis = Axis.causal(first, RowFilter.ALL, book.of(first));
        List<Known> history = write("parts-2", random, "a", "b");
        shelf.add(window.readForward());
        EventColumns all = shelf.columns();

        Axis longer = axis.with(all, EventClock.RECORDED, RowFilter.ALL, book.of(all));

        Axis whole = Axis.causal(all, RowFilter.ALL, new ClockBook(STORE.reader()).of(all));
        assertThat(depths(longer, all)).isEqualTo(depths(whole, all));
        assertThat(differences(all, book.of(all), history)).isEmpty();
    }

    @Test
    void events_beside_those_that_were_loaded_have_their_clocks_too() {
        Random random = Trials.of("clocks beside", 1, 1).random();
        List<Known> old = write("beside-old", random, "a", "b");
        STORE.database().write(tx -> tx.query(
                "select setval('eventscope.event_position', 1000000 + nextval('eventscope.event_position')) as moved",
                row -> row.longValue("moved")));
        write("beside-new", random, "a", "b");
        EventColumns all = columns();

        Clocks clocks = new ClockBook(STORE.reader()).of(all);

        assertThat(differences(all, clocks, old)).isEmpty();
    }

    @Test
    void in_the_view_concurrent_events_take_the_same_step_and_only_what_was_known_is_tinted() {
        append("view-left", "view-1", null);
        append("view-right", "view-2", null);
        String other = append("view-left", "view-3", null);
        String seen = append("view-right", "view-4", other);
        Workspace workspace = Workspace.direct(Clock.fixed(Instant.parse("2026-03-04T13:15:37Z"), ZoneOffset.UTC));
        TimelineViewModel model = new TimelineViewModel(workspace, Measures.SEVEN_PX);
        model.resize(1_212, 2_000);
        workspace.open(new Session("demo", "PostgreSQL", STORE.store()));
        model.shown();

        model.choices().axisProperty().set(Axis.Kind.CAUSAL);
        workspace.selection().event(header(other));

        Axis axis = model.contents().axis();
        EventColumns columns = model.contents().columns();
        List<Long> steps = List.of("view-1", "view-2", "view-3", "view-4").stream()
                .map(stream -> axis.at(columns.rowOf(headerOf(stream)))).toList();
        assertThat(steps).containsExactly(1L, 1L, 2L, 3L);
        Map<String, Drawing.Cone> cones = cones(model.drawing());
        assertThat(cones.get("view-1").pastTo()).isGreaterThan(model.drawing().area().plotLeft());
        assertThat(cones.get("view-2")).isEqualTo(Drawing.Cone.NONE);
        assertThat(cones.get("view-3")).isEqualTo(Drawing.Cone.NONE);
        assertThat(cones.get("view-4").futureFrom()).isLessThan(model.drawing().area().width());
        assertThat(header(seen).causeId()).isEqualTo(other);
    }

    private static Map<String, Drawing.Cone> cones(Drawing drawing) {
        Map<String, Drawing.Cone> cones = new HashMap<>();
        for (Drawing.NameRow row : drawing.names()) {
            if (row instanceof Drawing.LaneName name) {
                drawing.lanes().stream().filter(lane -> lane.lane() == name.lane())
                        .forEach(lane -> cones.put(name.title(), lane.cone()));
            }
        }
        return cones;
    }

    /// Random appends of nodes, one event each; `""` writes without a clock of its own.
    private static List<Known> write(String name, Random random, String... nodes) {
        List<Known> history = new ArrayList<>();
        Map<String, Integer> heads = new HashMap<>();
        for (int i = 0; i < APPENDS; i++) {
            String node = nodes[random.nextInt(nodes.length)];
            String stream = name + "-" + random.nextInt(6);
            Integer cause = history.isEmpty() || random.nextBoolean() ? null : random.nextInt(history.size());
            BitSet past = new BitSet();
            see(past, heads.get(stream), history);
            see(past, cause, history);
            if (!node.isEmpty()) {
                see(past, heads.get(" " + node), history);
                heads.put(" " + node, i);
            }
            String id = append(node.isEmpty() ? "" : name + "-" + node, stream,
                    cause == null ? null : history.get(cause).id());
            history.add(new Known(id, past));
            heads.put(stream, i);
        }
        return history;
    }

    private static void see(BitSet past, Integer event, List<Known> history) {
        if (event != null) {
            past.or(history.get(event).past());
            past.set(event);
        }
    }

    private static String append(String node, String stream, String cause) {
        Database database = node.isEmpty() ? STORE.database() : STORE.database().writingAs(Writer.node(node));
        NewEvent event = NewEvent.of("Happened", Payload.json("{}"))
                .causedBy(cause == null ? null : UUID.fromString(cause), null);
        new EventAppender(database).append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), event));
        return event.id().toString();
    }

    /// Where the cone, or the axis, says something else than the paths.
    private static List<String> differences(EventColumns columns, Clocks clocks, List<Known> history) {
        Axis axis = Axis.causal(columns, RowFilter.ALL, clocks);
        int[] rows = history.stream().mapToInt(known -> columns.rowOf(known.id())).toArray();
        List<String> found = new ArrayList<>();
        for (int b = 0; b < rows.length; b++) {
            CausalCone cone = CausalCone.of(columns, clocks, rows[b]);
            for (int a = 0; a < rows.length; a++) {
                CausalOrder expected = a == b
                        ? CausalOrder.SAME
                        : history.get(b).past().get(a)
                                ? CausalOrder.BEFORE
                                : history.get(a).past().get(b) ? CausalOrder.AFTER : CausalOrder.CONCURRENT;
                CausalOrder actual = cone.of(rows[a], columns.streamNumber(rows[a]));
                if (actual != expected) {
                    found.add(a + " to " + b + " is " + actual + ", by its paths " + expected);
                }
                if (expected == CausalOrder.BEFORE && axis.at(rows[a]) >= axis.at(rows[b])) {
                    found.add(a + " is before " + b + ", but not on the axis");
                }
            }
        }
        return found;
    }

    private static long concurrentPairs(List<Known> history) {
        long pairs = 0;
        for (int a = 0; a < history.size(); a++) {
            for (int b = 0; b < a; b++) {
                pairs += history.get(a).past().get(b) ? 0 : 1;
            }
        }
        return pairs;
    }

    private static List<Long> depths(Axis axis, EventColumns columns) {
        List<Long> depths = new ArrayList<>();
        for (int row = 0; row < columns.size(); row++) {
            depths.add(axis.at(row));
        }
        return depths;
    }

    private static EventColumns columns() {
        return loaded(new HeaderWindow(STORE.reader())).columns();
    }

    private static Shelf loaded(HeaderWindow window) {
        Shelf shelf = new Shelf();
        do {
            shelf.add(window.readBack());
        } while (window.canGoBack());
        return shelf;
    }

    private static EventHeader header(String id) {
        return STORE.reader().findEvent(id).orElseThrow().header();
    }

    private static EventHeader headerOf(String stream) {
        return STORE.reader().readHeaders(dev.eventscope.store.EventQuery.forward(
                dev.eventscope.store.EventScope.stream(new StreamId(stream)), 1)).getFirst();
    }
}
