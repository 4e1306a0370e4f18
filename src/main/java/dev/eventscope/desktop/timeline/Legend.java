package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.timeline.draw.Drawing.Area;
import dev.eventscope.desktop.timeline.draw.Drawing.Bar;
import dev.eventscope.desktop.timeline.draw.Drawing.Columns;
import dev.eventscope.desktop.timeline.draw.Drawing.Cone;
import dev.eventscope.desktop.timeline.draw.Drawing.Dots;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.Link;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.Shape;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;

/// What the marks of a picture mean, in rows below it: each painted as the lanes paint it, its meaning beside it.
///
/// Units: px. Threads: FX thread.
final class Legend {

    private static final double PADDING = 16;
    private static final double ROW = 26;
    private static final double SAMPLE = 44;
    private static final double GAP = 24;
    private static final int HUE = 1;

    /// One sample and what it means.
    private enum Entry {
        EVENT("event"), COMMAND("command"), TIMER("timer"), FAILURE("failure"), MISSING("expected or missing"), STEP(
                "step of a saga"), FAILED_STEP("failed step"), UNDONE("compensation"), WAIT(
                        "waits for its next try"), DENSITY("many events"), COMMANDED("caused by a command"), FOLLOWED(
                                "caused by an event"), PAST("causal past"), FUTURE("causal future");

        private final String meaning;

        Entry(String meaning) {
            this.meaning = meaning;
        }
    }

    private record Placed(Entry entry, double x, int row) {}

    private final double width;
    private final List<Placed> placed = new ArrayList<>();

    Legend(TextMeasure measure, double width) {
        this.width = width;
        double x = PADDING;
        int row = 0;
        for (Entry entry : Entry.values()) {
            double wide = SAMPLE + measure.widthPx(entry.meaning, TextMeasure.Face.SMALL);
            if (x + wide > width - PADDING && x > PADDING) {
                x = PADDING;
                row++;
            }
            placed.add(new Placed(entry, x, row));
            x += wide + GAP;
        }
    }

    double height() {
        return (placed.getLast().row() + 1) * ROW + 2 * PADDING;
    }

    void paint(Brush brush, double top) {
        brush.fill(Token.BG_0, 0, top, width, height());
        brush.fill(Token.BORDER, 0, top, width, 1);
        MarkPainter marks = new MarkPainter(brush);
        Area area = new Area(width, top + height(), 0, top, top, 0, 0, height(), 0);
        List<Link> links = new ArrayList<>();
        for (Placed one : placed) {
            double y = Math.rint(top + PADDING + one.row() * ROW + ROW / 2);
            LaneMarks lane = lane(one.entry(), Math.rint(one.x()), y);
            new Ground(brush, new Area(Math.rint(one.x()) + 36, 0, Math.rint(one.x()) + 2, 0, 0, 0, 0, 0, 0))
                    .paint(lane);
            marks.paint(List.of(lane), area);
            addLink(one.entry(), one.x(), y, links);
            brush.text(one.entry().meaning, TextMeasure.Face.SMALL, brush.color(Token.FG_MUTED), one.x() + SAMPLE,
                    y + 4);
        }
        new LinkPainter(brush).paint(links);
    }

    private static LaneMarks lane(Entry entry, double x, double y) {
        double middle = x + 18;
        List<Mark> marks = switch (entry) {
            case EVENT -> List.of(mark(middle, Shape.EVENT));
            case COMMAND -> List.of(mark(middle, Shape.COMMAND));
            case TIMER -> List.of(mark(middle, Shape.TIMER));
            case FAILURE -> List.of(mark(middle, Shape.FAILURE));
            case FAILED_STEP -> List.of(mark(x + 34, Shape.FAILURE));
            case MISSING -> List.of(mark(middle, Shape.MISSING));
            default -> List.of();
        };
        List<Bar> bars = switch (entry) {
            case STEP, FAILED_STEP, UNDONE -> List.of(new Bar(x + 4, x + 34, "", entry == Entry.FAILED_STEP, false,
                    entry == Entry.UNDONE, Tone.PLAIN, 0, 0));
            default -> List.of();
        };
        List<Dots> waits = entry == Entry.WAIT
                ? List.of(new Dots(x + 4, x + 36, "", 0, 0, Tone.PLAIN))
                : List.of();
        List<Columns> columns = entry == Entry.DENSITY
                ? List.of(
                        new Columns(x + 6, new int[]{6, 12, 9, 16, 20, 11, 4}, new boolean[7], "", 0, Tone.PLAIN, 7, 0,
                                0))
                : List.of();
        Cone cone = switch (entry) {
            case PAST -> new Cone(x + 36, Cone.NONE.futureFrom());
            case FUTURE -> new Cone(Cone.NONE.pastTo(), x + 2);
            default -> Cone.NONE;
        };
        return new LaneMarks(0, y, 22, false, HUE, cone, List.of(), bars, waits, marks, columns, List.of());
    }

    private static void addLink(Entry entry, double x, double y, List<Link> links) {
        switch (entry) {
            case COMMANDED -> links.add(link(x, y, true, Tone.PLAIN));
            case FOLLOWED -> links.add(link(x, y, false, Tone.PLAIN));
            case PAST -> links.add(link(x, y, true, Tone.PAST));
            case FUTURE -> links.add(link(x, y, true, Tone.FUTURE));
            default -> {
                // it is no arrow
            }
        }
    }

    private static Link link(double x, double y, boolean solid, Tone tone) {
        return new Link(x + 2, y - 14, x + 36, y, solid, tone, tone != Tone.PLAIN, 0, 0);
    }

    private static Mark mark(double x, Shape shape) {
        return new Mark(x, shape, 0, List.of(0), Tone.PLAIN, false, false);
    }
}
