package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.eventscope.desktop.timeline.draw.Viewport.Folding;
import dev.eventscope.desktop.timeline.model.Axis;
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

    /// Which events, and along which axis. Those that are not `lit` step back.
    public record Choice(Axis.Kind axis, EventClock clock, RowFilter visible, RowFilter lit) {

        public Choice(Axis.Kind axis, EventClock clock, RowFilter visible) {
            this(axis, clock, visible, RowFilter.ALL);
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
    private final LaneRows overview;

    private Contents(EventColumns columns, Choice choice, Effects effects, Correlations correlations) {
        this.columns = columns;
        this.choice = choice;
        this.effects = effects;
        this.correlations = correlations;
        axis = choice.axis() == Axis.Kind.TIME && columns.timed()
                ? Axis.time(columns, choice.clock(), choice.visible())
                : Axis.order(columns, choice.visible());
        noGaps = IdleGaps.none(axis);
        gaps = axis.kind() == Axis.Kind.TIME ? IdleGaps.of(axis) : noGaps;
        streams = new StreamTable(columns, choice.visible());
        overview = new LaneRows(columns, axis, 1, _ -> 0);
    }

    public static Contents of(EventColumns columns, Choice choice) {
        return new Contents(columns, choice, new Effects(columns), new Correlations(columns));
    }

    /// The same events along another axis, or under another filter.
    public Contents with(Choice newChoice) {
        return new Contents(columns, newChoice, effects, correlations);
    }

    public LanePlanner planner() {
        return new LanePlanner(columns, streams, correlations, choice.visible(), axis);
    }

    public LaneRows rowsOf(LanePlan plan) {
        return new LaneRows(columns, axis, plan.lanes().size(), row -> plan.laneOfStream(columns.streamNumber(row)));
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
        if (axis.kind() == Axis.Kind.ORDER || rows.isEmpty()) {
            return gaps;
        }
        return IdleGaps.around(rows.stream().mapToLong(axis::at).sorted().toArray(), axis);
    }

    Folding overviewFolding(boolean folded) {
        return new Folding(folded ? gaps : noGaps, Set.of(), Folding.Size.MINIMAP);
    }

    /// The visible rows of a correlation, ascending in the store's order; none for [EventColumns#NONE].
    public List<Integer> rowsOfCorrelation(int correlation) {
        List<Integer> rows = new ArrayList<>();
        if (correlation != EventColumns.NONE) {
            for (int i = 0; i < correlations.count(correlation); i++) {
                int row = correlations.row(correlation, i);
                if (choice.visible().shows(row)) {
                    rows.add(row);
                }
            }
        }
        return rows;
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

    LaneRows overview() {
        return overview;
    }
}
