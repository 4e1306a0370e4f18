package dev.eventscope.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A length of time as people write it: `500ms`, `60s`, `5m`, `1h`, or `PT60S`.
final class WaitTime implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        String iso = text.toLowerCase(Locale.ROOT);
        try {
            if (iso.endsWith("ms")) {
                return Duration.ofMillis(Long.parseLong(iso.substring(0, iso.length() - 2)));
            }
            Duration duration = Duration.parse(iso.startsWith("p") ? iso : "pt" + iso);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("'" + text + "' is no length of time: write 60s, 5m or 500ms");
    }
}
