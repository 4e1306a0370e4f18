package dev.eventscope.desktop.timeline.draw;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Hue;
import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Drawing.Bar;
import dev.eventscope.desktop.timeline.draw.Drawing.Columns;
import dev.eventscope.desktop.timeline.draw.Drawing.Dots;
import dev.eventscope.desktop.timeline.draw.Drawing.Label;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.Line;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.Shape;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;
import dev.eventscope.desktop.timeline.draw.LaneLayout.Slot;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.event.EventClock;

/// Turns the items of a lane into shapes: marks, bars, waits, columns, baselines.
final class LaneDrawing {

    private static final int MOST_ASKED = 5_000;

    private final DrawingMaker.Subject subject;
    private final EventColumns columns;
    private final TimeScale scale;
    private final Attention attention;
    private final Tones tones;
    private final TextMeasure measure;
    private final Labels labels;
    private final Reduction reduction;
    private final SagaReduction sagaReduction;
    private final ConeDrawing cone;

    LaneDrawing(DrawingMaker.Subject subject, TimeScale scale, Attention attention, Tones tones, TextMeasure measure) {
        this.subject = subject;
        this.scale = scale;
        this.attention = attention;
        this.tones = tones;
        this.measure = measure;
        labels = new Labels(subject, measure, tones, attention);
        columns = subject.contents().columns();
        reduction = new Reduction(columns, subject.rows(), scale,
                row -> row == attention.selected() || row == attention.hovered());
        sagaReduction = new SagaReduction(columns, subject.rows(), scale, reduction);
        cone = new ConeDrawing(scale, attention.cone());
    }

    LaneMarks lane(Slot slot) {
        Lane lane = subject.plan().lanes().get(slot.lane());
        boolean saga = lane instanceof Lane.OfStream(_, var isSaga, _) && isSaga;
        List<Item> items = saga ? sagaReduction.lane(slot.lane()) : reduction.lane(slot.lane());
        List<Mark> marks = marks(items, slot.lane());
        List<Label> names = labels.of(items, marks, scale, saga);
        List<Columns> dense = dense(items, names, slot.lane(),
                lane instanceof Lane.OfStream ? tones.ofRest() : Tone.PLAIN);
        List<Line> lines = lane instanceof Lane.OfStream ? lines(items, slot.lane()) : List.of();
        return new LaneMarks(slot.lane(), slot.centre(), slot.height(), slot.pinned(), Hue.of(category(lane)),
                cone.of(lane), lines,
                bars(items), waits(items), marks, dense, names);
    }

    private String category(Lane lane) {
        int category = switch (lane) {
            case Lane.OfStream(var stream, _, _) -> columns.categoryOfStream(stream);
            case Lane.OfCategory(var number, _) -> number;
        };
        return columns.categories().text(category);
    }

    private List<Mark> marks(List<Item> items, int lane) {
        List<Mark> marks = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Point(var x, var row, var rows) -> marks.add(mark(x, Shape.of(columns.kind(row)), row, rows));
                case Item.Check(var x, var row) -> marks.add(mark(x, Shape.CHECK, row, List.of(row)));
                case Item.Step step -> {
                    if (step.failed()) {
                        marks.add(mark(step.endX(), Shape.FAILURE, step.endRow(), List.of(step.endRow())));
                    }
                }
                case Item.Dense _,Item.Wait _ -> {
                }
            }
        }
        addHidden(attention.selected(), lane, items, marks);
        addHidden(attention.hovered(), lane, items, marks);
        marks.sort(Comparator.comparingDouble(Mark::x));
        return marks;
    }

    /// The selected event shows even where it is one of many in a column.
    private void addHidden(int row, int lane, List<Item> items, List<Mark> marks) {
        if (row < 0 || subject.plan().laneOfStream(columns.streamNumber(row)) != lane
                || marks.stream().anyMatch(mark -> mark.row() == row) || isInBar(row, items)) {
            return;
        }
        double x = scale.rowPx(row);
        if (x >= scale.plot().left() && x <= scale.plot().right() && subject.contents().choice().visible().shows(row)) {
            marks.add(mark(x, Shape.of(columns.kind(row)), row, List.of(row)));
        }
    }

    /// The start of a step, and its end where it went well, have no mark but the bar; selected, they get one.
    private boolean isInBar(int row, List<Item> items) {
        return row != attention.selected() && items.stream().anyMatch(
                item -> item instanceof Item.Step step && (step.startRow() == row || step.endRow() == row));
    }

    private Mark mark(double x, Shape shape, int row, List<Integer> rows) {
        boolean lit = rows.stream().anyMatch(member -> tones.ofMark(member) == Tone.PLAIN);
        return new Mark(Math.rint(x), shape, row, rows, lit ? Tone.PLAIN : Tone.DIMMED, row == attention.selected(),
                row == attention.hovered());
    }

    private List<Bar> bars(List<Item> items) {
        List<Bar> bars = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Step step) {
                double from = Math.rint(step.x());
                double to = Math.max(from + 2, Math.rint(step.endX()));
                bars.add(new Bar(from, to, labels.inside(step), step.failed(),
                        step.outcome() == Item.Outcome.OPEN, step.compensating(),
                        tones.ofBar(step.startRow(), step.endRow()),
                        step.startRow(), step.endRow()));
            }
        }
        return bars;
    }

    private List<Dots> waits(List<Item> items) {
        List<Dots> waits = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Wait wait) {
                double from = Math.max(Math.rint(wait.x()) + 10, scale.plot().left() + 4);
                double to = Math.min(Math.rint(wait.endX()) - 4, scale.plot().right() - 4);
                String label = to - from >= Sizes.WAIT_LABEL_FROM ? waited(wait) : "";
                double width = measure.widthPx(label, Face.SMALL);
                double labelX = Math.rint((from + to - width) / 2);
                Tone tone = tones.ofBar(wait.failedRow(), wait.nextRow());
                boolean fits = !label.isEmpty() && width + 32 <= to - from;
                waits.add(new Dots(from, to, fits ? label : "", labelX, labelX + width, tone));
            }
        }
        return waits;
    }

    private String waited(Item.Wait wait) {
        if (wait.nextRow() < 0 || !columns.timed()) {
            return "";
        }
        EventClock clock = subject.contents().choice().clock();
        long micros = columns.timeMicros(wait.nextRow(), clock) - columns.timeMicros(wait.failedRow(), clock);
        return Times.span(Duration.of(Math.max(0, micros), ChronoUnit.MICROS));
    }

    /// Counts stand left of their columns where nothing else does.
    private List<Columns> dense(List<Item> items, List<Label> names, int lane, Tone plain) {
        int most = items.stream().mapToInt(
                item -> item instanceof Item.Dense dense ? Arrays.stream(dense.counts()).max().orElse(0) : 0).max()
                .orElse(0);
        List<Columns> shapes = new ArrayList<>();
        double free = scale.plot().left() + 4;
        for (Item item : items) {
            if (item instanceof Item.Dense dense) {
                Tone tone = isAnyLit(dense, lane) ? plain : Tone.DIMMED;
                String count = Figures.count(dense.count());
                double countX = dense.x() - 6 - measure.widthPx(count, Face.FIGURE);
                boolean fits = countX >= free && names.stream()
                        .noneMatch(name -> name.x() < dense.x() && name.endX() + Sizes.LABEL_CLEARANCE > countX);
                shapes.add(new Columns(dense.x(), heights(dense.counts(), most), dense.failed(), fits ? count : "",
                        countX, tone, dense.count(), dense.from(), dense.to()));
            }
            free = item.endX() + 10;
        }
        return shapes;
    }

    /// Whether one of the first events of a column is lit; so many are not asked that a frame would wait for it.
    private boolean isAnyLit(Item.Dense dense, int lane) {
        if (subject.contents().choice().lit().bits() == null) {
            return true;
        }
        int place = subject.rows().lowerBound(lane, dense.from());
        int end = Math.min(place + MOST_ASKED, subject.rows().lowerBound(lane, Math.nextUp(dense.to())));
        while (place < end && !subject.contents().choice().lit().shows(subject.rows().row(lane, place))) {
            place++;
        }
        return place < end;
    }

    /// Square roots, so that one burst does not press all others to the floor.
    private static int[] heights(int[] counts, int most) {
        int[] heights = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            double share = Math.sqrt((double) counts[i] / most);
            heights[i] = counts[i] == 0 ? 0 : Math.max(2, (int) Math.round(share * Sizes.COLUMN_HIGHEST));
        }
        return heights;
    }

    /// Baselines between neighbours, and over them what of the causal path stays in the lane.
    private List<Line> lines(List<Item> items, int lane) {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < items.size(); i++) {
            Item left = items.get(i - 1);
            Item right = items.get(i);
            boolean plain = isOnLine(left) && isOnLine(right) && right.x() - left.endX() > 2;
            if (plain && scale.folds().stream().noneMatch(fold -> fold.x() >= left.endX() && fold.x() < right.x())) {
                lines.add(new Line(left.endX(), right.x(), tones.ofRest(), false));
            }
        }
        addLit(lane, tones.path().causes(), lines);
        addLit(lane, tones.path().effects(), lines);
        addLit(lane, List.of(tones.path().row()), lines);
        return lines;
    }

    /// Between a failed step and the next try stand dots, lit or not.
    private boolean isWait(int cause, int row) {
        return columns.part(cause) == SagaPart.STEP_FAILED && columns.part(row).opensStep();
    }

    private static boolean isOnLine(Item item) {
        return item instanceof Item.Point || item instanceof Item.Step;
    }

    private void addLit(int lane, List<Integer> path, List<Line> lines) {
        for (int row : path) {
            int cause = row < 0 ? row : columns.causeOf(row);
            if (cause >= 0 && subject.plan().laneOfStream(columns.streamNumber(row)) == lane
                    && columns.streamNumber(cause) == columns.streamNumber(row) && tones.isLit(cause, row)
                    && !isWait(cause, row)) {
                double from = Math.max(scale.rowPx(cause), scale.plot().left());
                double to = Math.min(scale.rowPx(row), scale.plot().right());
                if (to > from) {
                    lines.add(new Line(from, to, tones.ofLink(cause, row), true));
                }
            }
        }
    }
}
