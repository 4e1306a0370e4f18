package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Lane;
import dev.eventscope.desktop.timeline.draw.LaneGroup;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.draw.LanePlanner;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.LaneRows;
import dev.eventscope.store.TextTable;

/// Which lanes a person chose: pinned streams, the correlation looked at, closed groups; and the plan that follows.
///
/// Shape: by name, so that it holds while events are still being read. The recent streams, and those around a
///        correlation, are chosen once and stay until [#forgetRecent()]: data that arrives moves no lane. Where there is
///        more room than there was, more join them.
/// Threads: FX thread.
final class LaneChoice {

    /// What a person chose, to be brought back.
    record Memento(List<String> pinned, Set<LaneGroup.Kind> collapsed, List<String> recent, boolean byCategory,
            @Nullable String correlation, @Nullable String focus) {}

    private final List<String> pinned = new ArrayList<>();
    private final Set<LaneGroup.Kind> collapsed = EnumSet.noneOf(LaneGroup.Kind.class);
    private List<String> recent = new ArrayList<>();
    /// How many had room when the recent ones were chosen.
    private int room;
    private LaneOrder order = LaneOrder.NEWEST;
    private boolean byCategory;
    private @Nullable String correlation;
    private @Nullable String focus;
    private LanePlan plan = LanePlan.empty(EventColumns.none());
    /// What the plan is of.
    private Contents planned = Feed.nothing();
    private LaneRows rows = nothing();
    /// What the rows are of: a plan of the same contents, maybe not the last.
    private LanePlan planOfRows = plan;

    void reset() {
        pinned.clear();
        forgetRecent();
        correlation = null;
        focus = null;
        plan = LanePlan.empty(EventColumns.none());
        planned = Feed.nothing();
        rows = nothing();
        planOfRows = plan;
    }

    LanePlan plan() {
        return plan;
    }

    /// The rows of the lanes of the plan: one pass over all events for many changes of lanes.
    LaneRows rows() {
        if (planOfRows != plan) {
            rows = planned.rowsOf(plan, planned, planOfRows, rows);
            planOfRows = plan;
        }
        return rows;
    }

    Set<String> pinned() {
        return Set.copyOf(pinned);
    }

    @Nullable
    String correlation() {
        return correlation;
    }

    /// Looks at a correlation, or at none; `stream` gets a lane in any case.
    void focus(@Nullable String newCorrelation, @Nullable String stream) {
        if (!Objects.equals(correlation, newCorrelation)) {
            forgetRecent();
        }
        correlation = newCorrelation;
        focus = stream;
    }

    void togglePin(String stream) {
        if (!pinned.remove(stream)) {
            pinned.add(stream);
        }
    }

    void toggle(LaneGroup.Kind group) {
        if (!collapsed.remove(group)) {
            collapsed.add(group);
        }
    }

    void forgetRecent() {
        recent = new ArrayList<>();
    }

    /// Whether all but the pinned streams share one lane a category.
    void byCategory(boolean shared) {
        byCategory = shared;
    }

    /// Orders the recent lanes anew.
    void order(LaneOrder newOrder, Contents contents) {
        order = newOrder;
        sortRecent(contents);
    }

    /// Moves a lane by a few places within its group; does nothing where the group ends before.
    void move(String stream, int step) {
        List<String> group = pinned.contains(stream) ? pinned : recent;
        int from = group.indexOf(stream);
        int to = from + step;
        if (from >= 0 && to >= 0 && to < group.size()) {
            group.remove(from);
            group.add(to, stream);
        }
    }

    /// Moves a lane to the place of another one; does nothing where that is in another group.
    void moveTo(String stream, String place) {
        List<String> group = pinned.contains(stream) ? pinned : recent;
        int to = group.indexOf(place);
        if (to >= 0 && group.contains(stream)) {
            move(stream, to - group.indexOf(stream));
        }
    }

    Memento memento() {
        return new Memento(List.copyOf(pinned), Set.copyOf(collapsed), List.copyOf(recent), byCategory, correlation,
                focus);
    }

    void restore(Memento memento) {
        pinned.clear();
        pinned.addAll(memento.pinned());
        collapsed.clear();
        collapsed.addAll(memento.collapsed());
        recent = new ArrayList<>(memento.recent());
        byCategory = memento.byCategory();
        correlation = memento.correlation();
        focus = memento.focus();
    }

    /// Plans anew. `budget` is how many recent streams have room.
    void plan(Contents contents, int budget) {
        boolean fill = recent.isEmpty() || budget > room;
        plan = contents.planner().plan(request(contents.columns(), budget, fill));
        if (fill && !byCategory) {
            recent = recentOf(plan, contents.columns());
            room = budget;
            if (order != LaneOrder.NEWEST && !recent.isEmpty()) {
                sortRecent(contents);
                plan = contents.planner().plan(request(contents.columns(), budget, false));
            }
        }
        if (contents != planned) { // now, or what grows twice between two frames could not be added to what is known
            rows = contents.rowsOf(plan, planned, planOfRows, rows);
            planOfRows = plan;
            planned = contents;
        }
    }

    private LanePlanner.Request request(EventColumns columns, int budget, boolean fill) {
        return new LanePlanner.Request(numbers(pinned, columns),
                correlation == null ? EventColumns.NONE : columns.correlations().find(correlation),
                focus == null ? EventColumns.NONE : columns.streams().find(focus), budget, numbers(recent, columns),
                fill, collapsed, byCategory);
    }

    private void sortRecent(Contents contents) {
        TextTable streams = contents.columns().streams();
        Comparator<Integer> inOrder = order.in(contents);
        List<Integer> here = new ArrayList<>(numbers(recent, contents.columns()));
        here.sort(inOrder);
        recent = new ArrayList<>(here.stream().map(streams::text).toList());
    }

    private static List<Integer> numbers(Iterable<String> names, EventColumns columns) {
        List<Integer> numbers = new ArrayList<>();
        for (String name : names) {
            int number = columns.streams().find(name);
            if (number >= 0) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static List<String> recentOf(LanePlan plan, EventColumns columns) {
        List<String> names = new ArrayList<>();
        for (LaneGroup group : plan.groups()) {
            for (Lane lane : group.lanes()) {
                boolean chosen = group.kind() == LaneGroup.Kind.RECENT || group.kind() == LaneGroup.Kind.AROUND;
                if (chosen && lane instanceof Lane.OfStream(var stream, _, _)) {
                    names.add(columns.streams().text(stream));
                }
            }
        }
        return names;
    }

    private static LaneRows nothing() {
        return Feed.nothing().rowsOf(LanePlan.empty(EventColumns.none()));
    }
}
