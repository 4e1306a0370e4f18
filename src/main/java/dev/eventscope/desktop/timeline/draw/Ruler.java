package dev.eventscope.desktop.timeline.draw;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.model.Axis;

/// The ticks of a scale, and the day and the scale in words.
///
/// Shape: whole units are `major`; halves are not. A label is the full time at the first tick and after each fold, else
///        only the part that changes. A label is empty where there is no room for it.
final class Ruler {

    /// `full` is the whole time, for the first tick that has room after an edge; `first` says that this is after one.
    record Tick(double x, String label, String full, boolean major, boolean first) {}

    private static final double TICK_FROM_PX = 64;
    private static final double ORDER_TICK_FROM_PX = 96;
    private static final double STRIP_PX = 40;

    /// The first years of the calendar and the last with four figures, as microseconds.
    private static final double EARLIEST_MICROS = -62_135_596_800e6;
    private static final double LATEST_MICROS = 253_370_764_800e6;

    private final TimeScale scale;
    private final Times times;

    Ruler(TimeScale scale, Times times) {
        this.scale = scale;
        this.times = times;
    }

    List<Tick> ticks() {
        return scale.axis().kind() != Axis.Kind.TIME ? orderTicks() : timeTicks();
    }

    /// The time at the left edge of each stretch between folds, for those whose ticks have no room for a label.
    List<Tick> edges() {
        if (scale.axis().kind() != Axis.Kind.TIME) {
            return List.of();
        }
        TickStep step = TickStep.forScale(scale.unitsPerPx(), TICK_FROM_PX);
        return pieces().stream().map(piece -> {
            String label = step.edgeLabel(zoned(scale.at(Math.nextUp(piece[0]))));
            return new Tick(piece[0], label, label, false, true);
        }).toList();
    }

    /// `4 March 2026`, or `2 Feb – 4 Mar 2026` where more than a day is in view.
    String days() {
        if (scale.axis().kind() != Axis.Kind.TIME) {
            return scale.axis().kind() == Axis.Kind.ORDER ? "Store order" : "Causal steps";
        }
        Instant first = instant(scale.at(inner(scale.plot().left(), 1)));
        Instant last = instant(scale.at(inner(scale.plot().right(), -1)));
        if (times.day(first).equals(times.day(last))) {
            return times.longDay(first);
        }
        return span(first, last, times);
    }

    /// An edge of the plot, moved past a fold that leaves but a strip of another day.
    private double inner(double edge, int direction) {
        return scale.foldAt(edge).or(() -> scale.foldAt(edge + direction * STRIP_PX))
                .map(fold -> direction > 0 ? fold.x() + fold.width() + 1 : fold.x() - 1).orElse(edge);
    }

    /// `2 Feb – 4 Mar`, with years where they differ.
    static String span(Instant first, Instant last, Times times) {
        if (times.at(first).getYear() != times.at(last).getYear()) {
            return times.shortDay(first) + " " + times.at(first).getYear() + " – " + times.shortDay(last) + " "
                    + times.at(last).getYear();
        }
        String start = times.shortDay(first);
        String end = times.shortDay(last);
        return (start.equals(end) ? start : start + " – " + end) + " " + times.at(last).getYear();
    }

    /// `6.25 ms a pixel`, `18 px an event`.
    String scaleText() {
        double units = scale.unitsPerPx();
        if (scale.axis().kind() != Axis.Kind.TIME) {
            String unit = scale.axis().kind() == Axis.Kind.ORDER ? "event" : "step";
            return units < 1
                    ? threeFigures(1 / units) + (unit.equals("event") ? " px an event" : " px a step")
                    : threeFigures(units) + " " + unit + "s a pixel";
        }
        if (units < 1_000) {
            return threeFigures(units) + " µs a pixel";
        }
        if (units < 1_000_000) {
            return threeFigures(units / 1_000) + " ms a pixel";
        }
        if (units < 60_000_000) {
            return threeFigures(units / 1_000_000) + " s a pixel";
        }
        return Times.span(Duration.of(Math.round(units), ChronoUnit.MICROS)) + " a pixel";
    }

    static String threeFigures(double value) {
        if (value >= 100) {
            return Figures.count(Math.round(value));
        }
        String text = String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private List<Tick> timeTicks() {
        TickStep step = TickStep.forScale(scale.unitsPerPx(), TICK_FROM_PX);
        List<Tick> ticks = new ArrayList<>();
        for (double[] piece : pieces()) {
            addTimeTicks(step, piece[0], piece[1], ticks);
        }
        return ticks;
    }

    private void addTimeTicks(TickStep step, double fromPx, double toPx, List<Tick> ticks) {
        ZonedDateTime end = zoned(scale.at(toPx));
        ZonedDateTime previous = null;
        for (ZonedDateTime at = step.firstFrom(zoned(scale.at(fromPx))); !at.isAfter(end); at = step.after(at)) {
            ticks.add(new Tick(scale.px(micros(at)), step.label(at, previous), step.label(at, null), step.isMajor(at),
                    previous == null));
            previous = at;
        }
    }

    /// The stretches between folds that are in the plot.
    private List<double[]> pieces() {
        List<double[]> pieces = new ArrayList<>();
        double from = scale.plot().left();
        double right = scale.plot().right();
        for (TimeScale.Fold fold : scale.folds()) {
            if (fold.x() > from && from < right) {
                pieces.add(new double[]{from, Math.min(fold.x(), right)});
            }
            from = Math.max(from, fold.x() + fold.width());
        }
        if (from < right) {
            pieces.add(new double[]{from, right});
        }
        return pieces;
    }

    private List<Tick> orderTicks() {
        long step = niceCount(scale.unitsPerPx() * ORDER_TICK_FROM_PX);
        List<Tick> ticks = new ArrayList<>();
        Axis axis = scale.axis();
        long first = Math.max(0, (long) Math.ceil(scale.at(scale.plot().left()) / step) * step);
        long last = Math.min((long) axis.last(), (long) scale.at(scale.plot().right()));
        long base = axis.kind() == Axis.Kind.ORDER ? 1 : 0;
        for (long place = first; place <= last; place += step) {
            String label = Figures.count(place + base);
            ticks.add(new Tick(scale.px((double) place), label, label, true, false));
        }
        return ticks;
    }

    private static long niceCount(double atLeast) {
        long power = 1;
        while (true) {
            for (int digit : new int[]{1, 2, 5}) {
                if (digit * power >= atLeast) {
                    return digit * power;
                }
            }
            power *= 10;
        }
    }

    private ZonedDateTime zoned(double micros) {
        return times.at(instant(micros));
    }

    static Instant instant(double micros) {
        double kept = Math.clamp(micros, EARLIEST_MICROS, LATEST_MICROS);
        return Instant.EPOCH.plus(Math.round(kept), ChronoUnit.MICROS);
    }

    private static double micros(ZonedDateTime at) {
        return (double) ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant());
    }
}
