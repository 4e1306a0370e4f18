package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.LaneGroup;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.LaneRows;

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

    /// Contents in the lanes that were wished for.
    record Laid(LaneWish wish, Contents contents, LaneWish.Planned planned, LaneRows rows) {}

    /// Puts contents into lanes as it was chosen when it was made.
    ///
    /// Threads: safe.
    interface Layout {
        Laid of(Contents contents, int budget);
    }

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
        recent = new ArrayList<>(LaneWish.sorted(recent, order, contents));
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
        take(wish(budget).planned(contents));
        if (contents != planned) { // now, or what grows twice between two frames could not be added to what is known
            take(contents, contents.rowsOf(plan, planned, planOfRows, rows));
        }
    }

    /// What [#plan] does, to be done away from the FX thread for contents that are to be shown next.
    Layout layout() {
        LaneWish now = wish(0);
        Contents before = planned;
        LanePlan planBefore = planOfRows;
        LaneRows rowsBefore = rows;
        return (contents, budget) -> {
            LaneWish wish = now.with(budget);
            LaneWish.Planned next = wish.planned(contents);
            return new Laid(wish, contents, next, contents.rowsOf(next.plan(), before, planBefore, rowsBefore));
        };
    }

    /// Takes contents that were laid out, and plans anew where something else has been chosen meanwhile.
    void take(Laid laid, int budget) {
        if (laid.wish().equals(wish(budget))) {
            take(laid.planned());
            take(laid.contents(), laid.rows());
        } else {
            plan(laid.contents(), budget);
        }
    }

    private void take(LaneWish.Planned next) {
        plan = next.plan();
        recent = new ArrayList<>(next.recent());
        room = next.room();
    }

    private void take(Contents contents, LaneRows newRows) {
        rows = newRows;
        planOfRows = plan;
        planned = contents;
    }

    private LaneWish wish(int budget) {
        return new LaneWish(List.copyOf(pinned), Set.copyOf(collapsed), List.copyOf(recent), room, order, byCategory,
                correlation, focus, budget);
    }

    private static LaneRows nothing() {
        return Feed.nothing().rowsOf(LanePlan.empty(EventColumns.none()));
    }
}
