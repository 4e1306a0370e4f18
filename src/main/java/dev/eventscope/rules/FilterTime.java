package dev.eventscope.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Reads an instant as a person writes it.
///
/// Shape: `now`, `today`, `yesterday`; `-2h`, `-1d12h` (ms, s, m, h, d, w) before now; `2026-03-04`,
///        `2026-03-04T11:02`, `2026-03-04T11:02:07.123456Z`, `…+01:00`.
/// Units: UTC where no offset is written; a day begins at midnight UTC.
public final class FilterTime {

    private static final int MAX_LENGTH = 40;
    private static final int MAX_DIGITS = 9;

    private FilterTime() {}

    /// Empty where the text is no time.
    public static Optional<Instant> parse(String text, Instant now) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(switch (text) {
                case "now" -> now;
                case "today" -> now.truncatedTo(ChronoUnit.DAYS);
                case "yesterday" -> now.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
                default -> text.startsWith("-") ? ago(text, now) : absolute(text);
            });
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant ago(String text, Instant now) {
        Duration sum = Duration.ZERO;
        int i = 1;
        while (i < text.length()) {
            int digits = i;
            while (i < text.length() && Character.digit(text.charAt(i), 10) >= 0) {
                i++;
            }
            int unit = i;
            while (i < text.length() && Character.isLetter(text.charAt(i))) {
                i++;
            }
            Duration one = unitOf(text.substring(unit, i));
            if (one == null || unit == digits || unit - digits > MAX_DIGITS) {
                return null;
            }
            sum = sum.plus(one.multipliedBy(Long.parseLong(text.substring(digits, unit))));
        }
        return text.length() == 1 ? null : now.minus(sum);
    }

    private static @Nullable Duration unitOf(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m", "min" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            case "w" -> Duration.ofDays(7);
            default -> null;
        };
    }

    private static Instant absolute(String text) {
        String iso = text.replace(' ', 'T');
        if (!iso.contains("T")) {
            return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String clock = iso.substring(iso.indexOf('T'));
        boolean hasOffset = clock.endsWith("Z") || clock.contains("+") || clock.contains("-");
        return hasOffset ? OffsetDateTime.parse(iso).toInstant() : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
