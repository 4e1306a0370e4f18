package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.timeline.draw.Drawing.Bar;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.Link;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.Shape;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// Arrows from causes to effects in other lanes. Inside one lane the baseline is the link.
final class LinkDrawing {

    /// Curves are what a canvas is slow at; beyond this many only the lit ones are drawn, and the rest as bundles.
    private static final int MOST_LINKS = 300;

    private final EventColumns columns;
    private final LanePlan plan;
    private final TimeScale scale;
    private final LaneLayout layout;
    private final Tones tones;

    LinkDrawing(DrawingMaker.Subject subject, TimeScale scale, LaneLayout layout, Tones tones) {
        columns = subject.contents().columns();
        plan = subject.plan();
        this.scale = scale;
        this.layout = layout;
        this.tones = tones;
    }

    /// The quiet ones first, the lit ones last, so that these lie on top.
    List<Link> links(List<LaneMarks> lanes, CausalPath path) {
        List<Link> quiet = new ArrayList<>();
        List<Link> lit = new ArrayList<>();
        for (int row : candidates(lanes, path)) {
            int cause = columns.causeOf(row);
            if (isDrawn(cause, row)) {
                Link link = link(cause, row);
                (link.lit() ? lit : quiet).add(link);
            }
        }
        if (quiet.size() > MOST_LINKS) {
            return lit;
        }
        quiet.addAll(lit);
        return quiet;
    }

    private Set<Integer> candidates(List<LaneMarks> lanes, CausalPath path) {
        Set<Integer> rows = new LinkedHashSet<>();
        for (LaneMarks lane : lanes) {
            for (Mark mark : lane.marks()) {
                rows.addAll(mark.rows());
            }
            for (Bar bar : lane.bars()) {
                rows.add(bar.startRow());
                if (bar.endRow() >= 0) {
                    rows.add(bar.endRow());
                }
            }
        }
        if (!path.isEmpty()) {
            rows.add(path.row());
            rows.addAll(path.causes());
            rows.addAll(path.effects());
        }
        return rows;
    }

    private boolean isDrawn(int cause, int effect) {
        if (cause < 0) {
            return false;
        }
        int from = columns.streamNumber(cause);
        int to = columns.streamNumber(effect);
        return from != to && plan.isAlone(from) && plan.isAlone(to)
                && (isInSight(plan.laneOfStream(from)) || isInSight(plan.laneOfStream(to)))
                && (isInPlot(cause) || isInPlot(effect));
    }

    private boolean isInSight(int lane) {
        return layout.ofLane(lane).filter(layout::isInSight).isPresent();
    }

    private boolean isInPlot(int row) {
        double x = scale.rowPx(row);
        return x >= scale.plot().left() && x <= scale.plot().right();
    }

    private Link link(int cause, int effect) {
        double fromX = Math.rint(scale.rowPx(cause));
        double toX = Math.rint(scale.rowPx(effect));
        Shape shape = Shape.of(columns.kind(effect));
        double reach = columns.part(effect).opensStep() ? 0 : shape.reach();
        return new Link(fromX, y(cause), toX - reach - 2, y(effect), columns.kind(cause) == EventKind.COMMAND,
                tones.ofLink(cause, effect), tones.isLit(cause, effect), cause, effect);
    }

    private double y(int row) {
        return layout.centreOfLane(plan.laneOfStream(columns.streamNumber(row)));
    }
}
