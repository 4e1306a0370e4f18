package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Lane;
import dev.eventscope.desktop.timeline.draw.LaneGroup;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.draw.LanePlanner;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// All that decides about the lanes of some contents, by name: what a person chose, which recent streams there were and for
/// how many there was `room`, and the `budget`, for how many there is.
///
/// Threads: immutable; plans on any thread.
record LaneWish(List<String> pinned, Set<LaneGroup.Kind> collapsed, List<String> recent, int room, LaneOrder order,
        boolean byCategory, @Nullable String correlation, @Nullable String focus, int budget) {

    /// A plan, the recent streams that it chose, and how many had room.
    record Planned(LanePlan plan, List<String> recent, int room) {}

    LaneWish with(int otherBudget) {
        return new LaneWish(pinned, collapsed, recent, room, order, byCategory, correlation, focus, otherBudget);
    }

    Planned planned(Contents contents) {
        boolean fill = recent.isEmpty() || budget > room;
        LanePlan plan = contents.planner().plan(request(contents.columns(), recent, fill));
        if (!fill || byCategory) {
            return new Planned(plan, recent, room);
        }
        List<String> chosen = recentOf(plan, contents.columns());
        if (order != LaneOrder.NEWEST && !chosen.isEmpty()) {
            chosen = sorted(chosen, order, contents);
            plan = contents.planner().plan(request(contents.columns(), chosen, false));
        }
        return new Planned(plan, chosen, budget);
    }

    /// Streams that are here, in an order.
    static List<String> sorted(List<String> names, LaneOrder order, Contents contents) {
        List<Integer> here = new ArrayList<>(numbers(names, contents.columns()));
        here.sort(order.in(contents));
        return here.stream().map(contents.columns().streams()::text).toList();
    }

    private LanePlanner.Request request(EventColumns columns, List<String> chosen, boolean fill) {
        return new LanePlanner.Request(numbers(pinned, columns),
                correlation == null ? EventColumns.NONE : columns.correlations().find(correlation),
                focus == null ? EventColumns.NONE : columns.streams().find(focus), budget, numbers(chosen, columns),
                fill, collapsed, byCategory);
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
}
