package dev.eventscope.desktop.timeline.draw;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Drawing.Bracket;
import dev.eventscope.desktop.timeline.draw.Drawing.FoldMark;
import dev.eventscope.desktop.timeline.draw.Drawing.Range;
import dev.eventscope.desktop.timeline.draw.Drawing.RulerBand;
import dev.eventscope.desktop.timeline.draw.Drawing.TickMark;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// Ticks, fold tags and the bracket of the lit correlation; drops labels that have no room.
final class RulerDrawing {

    /// Where the lit correlation is: pixels, and what there is of it.
    record Stretch(double from, double to, List<Integer> rows) {

        static final Stretch NONE = new Stretch(0, 0, List.of());
    }

    private static final double BEFORE_FIRST = 12;
    private static final double AFTER_LAST = 10;
    private static final double TICK_LABEL_DX = 4;
    private static final double TAG_PADDING = 11;
    private static final double EDGE_LABEL_CLEARANCE = 4;

    private final DrawingMaker.Subject subject;
    private final EventColumns columns;
    private final TimeScale scale;
    private final Times times;
    private final TextMeasure measure;

    RulerDrawing(DrawingMaker.Subject subject, TimeScale scale, Times times, TextMeasure measure) {
        this.subject = subject;
        this.scale = scale;
        this.times = times;
        this.measure = measure;
        columns = subject.contents().columns();
    }

    /// From the first to the last event of a correlation, within the plot.
    Stretch stretch(int correlation) {
        List<Integer> rows = subject.contents().rowsOfCorrelation(correlation);
        if (rows.isEmpty()) {
            return Stretch.NONE;
        }
        double first = rows.stream().mapToDouble(scale::rowPx).min().orElse(0) - BEFORE_FIRST;
        double last = rows.stream().mapToDouble(scale::rowPx).max().orElse(0) + AFTER_LAST;
        double from = Math.max(scale.plot().left() - 4, Math.rint(first));
        double to = Math.min(scale.plot().right() + 4, Math.rint(last));
        return to <= from ? new Stretch(0, 0, rows) : new Stretch(from, to, rows);
    }

    RulerBand make(Sight.@Nullable Span range, Stretch lit) {
        Ruler ruler = new Ruler(scale, times);
        List<FoldMark> folds = foldMarks();
        return new RulerBand(ruler.days(), ruler.scaleText(), ticks(ruler, folds), folds, bracket(lit),
                range == null ? null : range(range));
    }

    private List<FoldMark> foldMarks() {
        List<FoldMark> marks = new ArrayList<>();
        for (TimeScale.Fold fold : scale.folds()) {
            if (fold.x() + fold.width() > scale.plot().left() + 1 && fold.x() < scale.plot().right() - 1) {
                String label = Times.span(Duration.of(fold.gapTo() - fold.gapFrom(), ChronoUnit.MICROS));
                double width = Math.ceil(measure.widthPx(label, Face.SMALL)) + 2 * TAG_PADDING;
                double tagX = Math.clamp(fold.centre() - width / 2, scale.plot().left() + 4,
                        Math.max(scale.plot().left() + 4, scale.plot().right() - width - 4));
                marks.add(new FoldMark(Math.rint(fold.x()), fold.width(), label, Math.rint(tagX), width,
                        fold.gapFrom()));
            }
        }
        return withoutCoveredTags(marks);
    }

    /// Of two tags that would overlap, the one that stands in the middle of its fold stays.
    private static List<FoldMark> withoutCoveredTags(List<FoldMark> marks) {
        List<FoldMark> tagged = new ArrayList<>();
        marks.stream().sorted(Comparator.comparingDouble(FoldMark::tagOffCentre)).forEach(mark -> {
            if (tagged.stream().noneMatch(mark::tagCovers)) {
                tagged.add(mark);
            }
        });
        return marks.stream().map(mark -> tagged.contains(mark) ? mark : mark.untagged()).toList();
    }

    private List<TickMark> ticks(Ruler ruler, List<FoldMark> folds) {
        List<Ruler.Tick> ticks = ruler.ticks();
        List<TickMark> marks = new ArrayList<>();
        double free = scale.plot().left() - 1;
        boolean whole = true;
        for (int i = 0; i < ticks.size(); i++) {
            Ruler.Tick tick = ticks.get(i);
            whole |= tick.first();
            String label = whole ? tick.full() : tick.label();
            double x = Math.rint(tick.x());
            double labelEnd = x + TICK_LABEL_DX + measure.widthPx(label, Face.FIGURE) + 2;
            boolean fits = x >= free && labelEnd <= limit(ticks, i, folds)
                    && folds.stream().noneMatch(fold -> x + 2 >= fold.tagX() && x <= fold.tagX() + fold.tagWidth());
            marks.add(new TickMark(x, fits ? label : "", tick.major()));
            free = fits ? labelEnd : free;
            whole &= !fits;
        }
        labelEdges(ruler.edges(), folds, marks);
        return marks;
    }

    /// In a stretch without a label the time at its edge takes the place of the ticks, unless a fold's tag leaves no room.
    private void labelEdges(List<Ruler.Tick> edges, List<FoldMark> folds, List<TickMark> ticks) {
        for (int i = 0; i < edges.size(); i++) {
            double from = Math.rint(edges.get(i).x());
            double to = i + 1 < edges.size() ? edges.get(i + 1).x() : scale.plot().right();
            double x = folds.stream().filter(fold -> fold.x() < from).mapToDouble(FoldMark::tagEnd)
                    .reduce(from, Math::max);
            double limit = folds.stream().filter(fold -> fold.x() >= from && !fold.label().isEmpty())
                    .mapToDouble(FoldMark::tagX).reduce(scale.plot().right(), Math::min);
            double end = x + TICK_LABEL_DX + measure.widthPx(edges.get(i).label(), Face.FIGURE);
            boolean labelled = ticks.stream()
                    .anyMatch(tick -> tick.x() >= from && tick.x() < to && !tick.label().isEmpty());
            if (!labelled && end + EDGE_LABEL_CLEARANCE <= limit) {
                ticks.removeIf(tick -> tick.x() >= from && tick.x() < to);
                ticks.add(new TickMark(x, edges.get(i).label(), false));
            }
        }
    }

    /// A label ends before the next whole unit, before the next fold's tag, and within the canvas.
    private double limit(List<Ruler.Tick> ticks, int index, List<FoldMark> folds) {
        double limit = scale.plot().right() + 2;
        for (int i = index + 1; i < ticks.size(); i++) {
            if (ticks.get(i).major() || !ticks.get(index).major()) {
                limit = Math.min(limit, ticks.get(i).x());
                break;
            }
        }
        for (FoldMark fold : folds) {
            if (fold.tagX() + fold.tagWidth() > ticks.get(index).x()) {
                limit = Math.min(limit, fold.tagX());
            }
        }
        return limit;
    }

    private @Nullable Bracket bracket(Stretch lit) {
        if (lit.to() <= lit.from()) {
            return null;
        }
        int correlation = columns.correlationNumber(lit.rows().getFirst());
        String id = LanePlanner.shortId(columns.correlations().text(correlation));
        String text = counts(lit.rows());
        double idWidth = measure.widthPx(id, Face.FIGURE);
        double textWidth = measure.widthPx(text, Face.SMALL);
        double from = Math.max(lit.from(), scale.plot().left());
        double to = Math.min(lit.to(), scale.plot().right());
        double width = idWidth + 6 + textWidth;
        boolean inside = width + 48 <= to - from;
        double x = inside ? Math.rint((from + to - width) / 2) : Math.rint(to + 8);
        if (!inside && x + width > scale.plot().right() - 8) {
            x = Math.rint(from - 8 - width);
        }
        boolean drawn = inside || x >= scale.plot().left() + 4;
        return new Bracket(lit.from(), lit.to(), lit.from() < scale.plot().left(), lit.to() > scale.plot().right(),
                drawn ? id : "", drawn ? text : "", x, x + idWidth + 6, x + width);
    }

    /// `41 events · 3 sagas · 3.41 s`
    private String counts(List<Integer> rows) {
        StringBuilder text = new StringBuilder(Figures.plural(rows.size(), "event"));
        Set<Integer> sagas = new HashSet<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int row : rows) {
            if (subject.contents().streams().isSaga(columns.streamNumber(row))) {
                sagas.add(columns.streamNumber(row));
            }
            long time = columns.timeMicros(row, subject.contents().choice().clock());
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        if (!sagas.isEmpty()) {
            text.append(" · ").append(Figures.plural(sagas.size(), "saga"));
        }
        if (columns.timed()) {
            text.append(" · ").append(Times.span(Duration.of(last - first, ChronoUnit.MICROS)));
        }
        return text.toString();
    }

    private Range range(Sight.Span span) {
        double length = span.to() - span.from();
        long events = Math.max(0L,
                scale.axis().lowerBound(Math.nextUp(span.to())) - scale.axis().lowerBound(span.from()));
        String count = Figures.plural(events, "event") + ", Z shows them alone";
        String label = scale.axis().kind() == Axis.Kind.TIME
                ? Times.span(Duration.of(Math.round(length), ChronoUnit.MICROS)) + ", " + count
                : count;
        return new Range(scale.px(span.from()), scale.px(span.to()), label);
    }
}
