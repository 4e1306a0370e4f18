package dev.eventscope.desktop.timeline.draw;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Viewport.Folding;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.Clocks;
import dev.eventscope.desktop.timeline.model.Correlations;
import dev.eventscope.desktop.timeline.model.Effects;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.IdleGaps;
import dev.eventscope.desktop.timeline.model.LaneRows;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.desktop.timeline.model.StreamTable;
import dev.eventscope.event.EventClock;

/// The events that can be drawn, and all that is worked out of them once: the axis, its gaps, links, what each stream has.
///
/// Threads: immutable; made away from the FX thread where there are many events.
public final class Contents {

    /// Which events, and along which axis. Those that are not `lit` step back. `clocks` are needed by the causal axis only.
    public record Choice(Axis.Kind axis, EventClock clock, RowFilter visible, RowFilter lit, Clocks clocks) {

        public Choice(Axis.Kind axis, EventClock clock, RowFilter visible) {
            this(axis, clock, visible, RowFilter.ALL, Clocks.NONE);
        }
    }

    private final EventColumns columns;
    private final Choice choice;
    private final Axis axis;
    private final IdleGaps gaps;
    private final IdleGaps noGaps;
    private final Effects effects;
    private final Correlations correlations;
    private final StreamTable streams;
    /// Whose rows these begin with, at the same numbers; null where they were laid out whole.
    private final @Nullable EventColumns grownFrom;

    private Contents(EventColumns columns, Choice choice, Axis axis, IdleGaps gaps, Effects effects,
            Correlations correlations, StreamTable streams, @Nullable EventColumns grownFrom) {
        this.grownFrom = grownFrom;
        this.columns = columns;
        this.choice = choice;
        this.axis = axis;
        this.gaps = gaps;
        this.effects = effects;
        this.correlations = correlations;
        this.streams = streams;
        noGaps = IdleGaps.none(axis);
    }

    /// Looks at every row, on two cores.
    public static Contents of(EventColumns columns, Choice choice) {
        ForkJoinTask<Effects> effects = ForkJoinPool.commonPool().submit(() -> new Effects(columns));
        return of(columns, choice, effects::join, new Correlations(columns));
    }

    private static Contents of(EventColumns columns, Choice choice, Supplier<Effects> effects,
            Correlations correlations) {
        Axis.Kind kind = choice.axis() == Axis.Kind.TIME && !columns.timed() ? Axis.Kind.ORDER : choice.axis();
        Axis axis = Axis.of(kind, columns, choice.clock(), choice.visible(), choice.clocks());
        IdleGaps gaps = axis.kind() == Axis.Kind.TIME ? IdleGaps.of(axis) : IdleGaps.none(axis);
        StreamTable streams = StreamTable.of(columns, choice.visible(), axis);
        return new Contents(columns, choice, axis, gaps, effects.get(), correlations, streams, null);
    }

    /// The same events along another axis, or under another filter.
    public Contents with(Choice newChoice) {
        return of(columns, newChoice, () -> effects, correlations);
    }

    /// With the rows that columns have behind those of now; the work is that of what is new.
    ///
    /// Shape: the choice is that of now, and its filters say of the rows of now what they said before.
    public Contents with(EventColumns longer, Choice sameChoice) {
        if (columns.size() == 0 || axis.kind() != choice.axis()) {
            return of(longer, sameChoice);
        }
        RowFilter visible = sameChoice.visible();
        Axis more = axis.with(longer, choice.clock(), visible, sameChoice.clocks());
        return new Contents(longer, sameChoice, more,
                axis.kind() == Axis.Kind.TIME ? gaps.with(more) : IdleGaps.none(more), effects.with(longer),
                correlations.with(longer), streams.with(longer, columns.size(), visible, more), columns);
    }

    public LanePlanner planner() {
        return new LanePlanner(columns, streams, correlations, choice.visible(), axis);
    }

    public LaneRows rowsOf(LanePlan plan) {
        return LaneRows.of(columns, axis, streams, plan.lanes().size(), plan.lanesOfStreams());
    }

    /// The rows of a plan where those of another plan for fewer events are known; works out anew what it must.
    public LaneRows rowsOf(LanePlan plan, Contents before, LanePlan planBefore, LaneRows known) {
        if (before == this && plan.continues(planBefore) && planBefore.continues(plan)) {
            return known;
        }
        boolean grown = grownFrom == before.columns() && plan.continues(planBefore);
        return grown
                ? known.with(columns, axis, newRows(before.columns().size()), plan.lanesOfStreams())
                : rowsOf(plan);
    }

    private int[] newRows(int from) {
        return IntStream.range(from, columns.size()).filter(choice.visible()::shows).toArray();
    }

    /// Whether the rows of other columns have the same numbers here.
    public boolean holds(EventColumns other) {
        return other == columns || other == grownFrom;
    }

    /// What may be folded: all gaps but the opened ones, or none.
    public Folding folding(boolean folded, Set<Long> opened) {
        return folding(folded ? gaps : noGaps, opened);
    }

    public Folding folding(IdleGaps chosen, Set<Long> opened) {
        return new Folding(chosen, opened, Folding.Size.CANVAS);
    }

    /// The idle gaps of a correlation, in which others may be busy, and before and after it those of all.
    public IdleGaps gapsAround(int correlation) {
        List<Integer> rows = rowsOfCorrelation(correlation);
        if (axis.kind() != Axis.Kind.TIME || rows.isEmpty()) {
            return gaps;
        }
        return gaps.around(rows.stream().mapToLong(axis::at).sorted().toArray());
    }

    Folding overviewFolding(boolean folded) {
        return new Folding(folded ? gaps : noGaps, Set.of(), Folding.Size.MINIMAP);
    }

    /// The visible rows of a correlation, ascending in the store's order; none for [EventColumns#NONE].
    public List<Integer> rowsOfCorrelation(int correlation) {
        if (correlation == EventColumns.NONE) {
            return List.of();
        }
        return Arrays.stream(correlations.rows(correlation)).filter(choice.visible()::shows).boxed().toList();
    }

    public EventColumns columns() {
        return columns;
    }

    public Choice choice() {
        return choice;
    }

    public Axis axis() {
        return axis;
    }

    public Effects effects() {
        return effects;
    }

    public StreamTable streams() {
        return streams;
    }
}
