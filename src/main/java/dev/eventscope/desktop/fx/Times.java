package dev.eventscope.desktop.fx;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Times as text, in UTC or in the person's own zone.
///
/// Shape: never fewer digits than the store has: microseconds, nanoseconds where there are any.
public record Times(ZoneId zone) {

    public static final Times UTC = new Times(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    public static Times local() {
        return new Times(ZoneId.systemDefault());
    }

    public boolean isUtc() {
        return zone.equals(ZoneOffset.UTC);
    }

    /// What stands beside a clock and over a column of times: `UTC`, `UTC+01:00`.
    public String zoneLabel(Instant at) {
        ZoneOffset offset = zone.getRules().getOffset(at);
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId().replace('-', Figures.MINUS);
    }

    /// `2026-03-04 11:02:09.571206`; empty where there is no time.
    public String full(@Nullable Instant time) {
        return time == null ? "" : day(time) + " " + clock(time);
    }

    /// `11:02:09.571206`.
    public String clock(Instant time) {
        return (at(time).getNano() % 1_000 == 0 ? MICROS : NANOS).format(at(time));
    }

    /// `11:02:09`, for clocks of our own; never for an event.
    public String seconds(Instant time) {
        return SECONDS.format(at(time));
    }

    /// `2026-03-04`.
    public String day(Instant time) {
        return DAY.format(at(time));
    }

    /// `4 Mar`.
    public String shortDay(Instant time) {
        return SHORT_DAY.format(at(time));
    }

    /// `4 March 2026`.
    public String longDay(Instant time) {
        return LONG_DAY.format(at(time));
    }

    public ZonedDateTime at(Instant time) {
        return time.atZone(zone);
    }

    /// A difference with its sign: `+333 ms`, `−2.13 s`, `+2 h 12 m`, `0 µs`.
    public static String signed(Duration difference) {
        if (difference.isZero()) {
            return "0 µs";
        }
        return (difference.isNegative() ? String.valueOf(Figures.MINUS) : "+") + span(difference.abs());
    }

    /// A length of time to three figures: `38 µs`, `253 ms`, `3.41 s`, `2 h 12 m`, `4 d 3 h`.
    ///
    /// Units: `length` is not negative.
    public static String span(Duration length) {
        long micros = length.toSeconds() * 1_000_000 + length.toNanosPart() / 1_000;
        if (micros < 1_000) {
            return micros + " µs";
        }
        if (micros < 1_000_000) {
            return micros / 1_000 + " ms";
        }
        if (length.toSeconds() < 60) {
            return String.format(Locale.ROOT, length.toSeconds() < 10 ? "%.2f s" : "%.1f s", micros / 1e6);
        }
        if (length.toHours() < 1) {
            return two(length.toMinutes(), "m", length.toSecondsPart(), "s");
        }
        if (length.toDays() < 1) {
            return two(length.toHours(), "h", length.toMinutesPart(), "m");
        }
        return two(length.toDays(), "d", length.toHoursPart(), "h");
    }

    /// A length of time that is only estimated, in whole seconds: `7 s`, `2 m 10 s`, `4 d 3 h`.
    ///
    /// Units: `length` is not negative.
    public static String about(Duration length) {
        return length.toSeconds() < 60 ? length.toSeconds() + " s" : span(length);
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        String first = Figures.count(large) + " " + largeUnit;
        return small == 0 ? first : first + " " + small + " " + smallUnit;
    }
}
