package dev.eventscope.desktop.timeline.draw;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// How far apart the ticks of a ruler are: a round length of time that a calendar or a clock knows.
///
/// Shape: a tick every `minor` units; one in `amount` is a whole one, the others are quieter.
/// Units: `amount` and `minor` count `unit`s; `minor` divides `amount`.
record TickStep(ChronoUnit unit, int amount, int minor) {

    private static final List<TickStep> ALL = all();
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_YEAR = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    /// The finest step whose ticks are at least so many pixels apart.
    static TickStep forScale(double microsPerPx, double atLeastPx) {
        for (TickStep step : ALL) {
            if (step.micros(step.minor) / microsPerPx >= atLeastPx) {
                return step;
            }
        }
        return ALL.getLast();
    }

    /// The first tick, major or minor, that is not before a time.
    ZonedDateTime firstFrom(ZonedDateTime time) {
        ZonedDateTime at = floor(time);
        return at.isBefore(time) ? after(at) : at;
    }

    ZonedDateTime after(ZonedDateTime tick) {
        if (unit == ChronoUnit.WEEKS || !unit.isDateBased()) {
            return tick.plus(minor, unit);
        }
        ZonedDateTime next = tick.plus(minor, unit);
        // days of a month are counted from its first, so that 2-day steps do not drift over the 31st
        return unit == ChronoUnit.DAYS && next.getMonth() != tick.getMonth()
                ? next.with(TemporalAdjusters.firstDayOfMonth())
                : next;
    }

    boolean isMajor(ZonedDateTime tick) {
        return placeIn(tick) % amount == 0;
    }

    /// What changes from the tick before it; the full time where there is none before.
    String label(ZonedDateTime tick, @Nullable ZonedDateTime previous) {
        boolean newDay = previous != null && !tick.toLocalDate().equals(previous.toLocalDate());
        return switch (unit) {
            case MICROS, MILLIS, SECONDS -> secondsLabel(tick, previous, newDay);
            case MINUTES, HOURS -> newDay ? DAY.format(tick) : MINUTES.format(tick);
            case DAYS, WEEKS -> tick.getDayOfYear() == 1 ? Integer.toString(tick.getYear()) : DAY.format(tick);
            case MONTHS -> monthLabel(tick, previous);
            default -> Integer.toString(tick.getYear());
        };
    }

    /// The time at the edge of a stretch in which no tick has room for its label: no finer than a second.
    String edgeLabel(ZonedDateTime time) {
        return switch (unit) {
            case MICROS, MILLIS, SECONDS -> CLOCK.format(time);
            default -> label(floor(time), null);
        };
    }

    private static String secondsLabel(ZonedDateTime tick, @Nullable ZonedDateTime previous, boolean newDay) {
        if (previous == null) {
            return CLOCK.format(tick) + fraction(tick);
        }
        if (newDay || !tick.truncatedTo(ChronoUnit.MINUTES).equals(previous.truncatedTo(ChronoUnit.MINUTES))) {
            return CLOCK.format(tick) + fraction(tick);
        }
        boolean sameSecond = tick.truncatedTo(ChronoUnit.SECONDS).equals(previous.truncatedTo(ChronoUnit.SECONDS));
        if (sameSecond) {
            return fraction(tick);
        }
        return String.format(Locale.ROOT, ":%02d", tick.getSecond()) + fraction(tick);
    }

    private static String monthLabel(ZonedDateTime tick, @Nullable ZonedDateTime previous) {
        if (previous == null) {
            return MONTH_YEAR.format(tick);
        }
        return tick.getMonthValue() == 1 ? Integer.toString(tick.getYear()) : MONTH.format(tick);
    }

    private static String fraction(ZonedDateTime tick) {
        String digits = String.format(Locale.ROOT, "%06d", tick.getNano() / 1_000).replaceFirst("0+$", "");
        return digits.isEmpty() ? "" : "." + digits;
    }

    private ZonedDateTime floor(ZonedDateTime time) {
        return switch (unit) {
            case DAYS -> {
                ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
                yield day.minusDays((day.getDayOfMonth() - 1) % minor);
            }
            case WEEKS -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHS -> {
                ZonedDateTime month = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
                yield month.minusMonths((month.getMonthValue() - 1) % minor);
            }
            case YEARS -> {
                ZonedDateTime year = time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
                yield year.minusYears(Math.floorMod(year.getYear(), minor));
            }
            default -> {
                ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
                long step = unit.getDuration().toNanos() * minor;
                yield day.plusNanos(Duration.between(day, time).toNanos() / step * step);
            }
        };
    }

    /// Where a tick stands in the next larger unit, counted in units.
    private long placeIn(ZonedDateTime tick) {
        return switch (unit) {
            case DAYS -> tick.getDayOfMonth() - 1L;
            case WEEKS -> 0;
            case MONTHS -> tick.getMonthValue() - 1L;
            case YEARS -> tick.getYear();
            default -> tick.toLocalTime().toNanoOfDay() / unit.getDuration().toNanos();
        };
    }

    private double micros(int units) {
        return unit.getDuration().toSeconds() * 1e6 * units + unit.getDuration().toNanosPart() / 1e3 * units;
    }

    private static List<TickStep> all() {
        List<TickStep> steps = new ArrayList<>();
        for (ChronoUnit unit : List.of(ChronoUnit.MICROS, ChronoUnit.MILLIS)) {
            for (int power = 1; power < 1_000; power *= 10) {
                add(steps, unit, 5 * power, power, 10 * power, 2 * power, 10 * power, 5 * power);
            }
        }
        add(steps, ChronoUnit.SECONDS, 5, 1, 10, 2, 30, 5, 60, 10, 60, 30);
        add(steps, ChronoUnit.MINUTES, 5, 1, 10, 2, 30, 5, 60, 10, 60, 30);
        add(steps, ChronoUnit.HOURS, 6, 1, 12, 3, 24, 6, 24, 12);
        add(steps, ChronoUnit.DAYS, 1, 1, 2, 2);
        add(steps, ChronoUnit.WEEKS, 1, 1);
        add(steps, ChronoUnit.MONTHS, 3, 1, 12, 3, 12, 6);
        add(steps, ChronoUnit.YEARS, 5, 1, 10, 2, 10, 5, 50, 10, 100, 50);
        return List.copyOf(steps);
    }

    /// Pairs of an amount and its minor, finest first.
    private static void add(List<TickStep> steps, ChronoUnit unit, int... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            steps.add(new TickStep(unit, pairs[i], pairs[i + 1]));
        }
    }
}
