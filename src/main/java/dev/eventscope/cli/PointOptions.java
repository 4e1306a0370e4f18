package dev.eventscope.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.OrderToken;

/// `--position`, `--at` and `--clock`, as every verb takes them.
final class PointOptions {

    @Nullable
    @Option(names = "--position", paramLabel = "P", description = "At this position of the store.")
    String position;

    @Nullable
    @Option(names = "--at", paramLabel = "INSTANT", description = "At this instant: 2026-03-04T11:02:00Z, or a date (its first instant, UTC).")
    String at;

    @Option(names = "--clock", paramLabel = "CLOCK", defaultValue = "occurred", description = "The clock that --at goes by: occurred (the writer's) or recorded (the server's).")
    EventClock clock = EventClock.OCCURRED;

    /// How many of `--position` and `--at` are given.
    int given() {
        return (position == null ? 0 : 1) + (at == null ? 0 : 1);
    }

    /// Errors: wrong usage where it is no position.
    Optional<OrderToken> order() {
        return Optional.ofNullable(position).map(Lookups::position);
    }

    /// Errors: wrong usage where it is no instant.
    Optional<Instant> instant() {
        return Optional.ofNullable(at).map(text -> parse("--at", text));
    }

    /// Errors: [VerbFailed], wrong usage of the option that the text was given with.
    static Instant parse(String option, String text) {
        try {
            return text.length() == "2026-03-04".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw VerbFailed.usage(option + ": '" + text + "' is no instant: write 2026-03-04T11:02:00Z or 2026-03-04");
        }
    }
}
