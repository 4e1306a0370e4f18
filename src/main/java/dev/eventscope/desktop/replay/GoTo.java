package dev.eventscope.desktop.replay;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

import dev.eventscope.event.OrderToken;
import dev.eventscope.rules.FilterTime;

/// A place in a stream as a person writes it: `41` or `v41`, `#123,967` for a position of the store, or a time.
///
/// Units: a time without an offset is in the zone that the window shows.
sealed interface GoTo {

    /// What a person is told who types something else.
    String WANTED = "a version (41), a position (#4145) or a time (2026-03-04 11:02) is wanted";

    record Version(long version) implements GoTo {}

    record Position(OrderToken position) implements GoTo {}

    record At(Instant instant) implements GoTo {}

    /// Empty where the text is none of them.
    static Optional<GoTo> parse(String typed, Instant now, ZoneId zone) {
        String text = typed.strip();
        String digits = text.replace(",", "");
        if (digits.matches("[vV]?\\d{1,18}")) {
            return Optional.of(new Version(Long.parseLong(digits.replaceFirst("[vV]", ""))));
        }
        if (digits.matches("#\\s*\\d{1,18}")) {
            return Optional.of(new Position(OrderToken.of(Long.parseLong(digits.substring(1).strip()))));
        }
        String time = text.startsWith("@") ? text.substring(1).strip() : text;
        return FilterTime.parse(time, now).map(instant -> new At(inZone(time, instant, zone)));
    }

    private static Instant inZone(String text, Instant asUtc, ZoneId zone) {
        boolean local = text.matches("\\d{4}-\\d\\d-\\d\\d([ T][\\d:.]+)?");
        return local ? LocalDateTime.ofInstant(asUtc, ZoneOffset.UTC).atZone(zone).toInstant() : asUtc;
    }
}
