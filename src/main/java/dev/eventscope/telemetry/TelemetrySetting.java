package dev.eventscope.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// What telemetry is called, and its bounds.
///
/// Shape: at most `queue` spans wait to be written. Of those written the newest `keptSpans` stay, none longer than `keptFor`.
///        `environment` is asked for `OTEL_EXPORTER_OTLP_ENDPOINT`; where it is set, spans go there, too.
public record TelemetrySetting(String service, Clock clock, Map<String, String> environment, int queue,
        Duration flushEvery, long keptSpans, Duration keptFor) {

    /// The usual bounds.
    public static TelemetrySetting of(String service, Clock clock, Map<String, String> environment) {
        return new TelemetrySetting(service, clock, environment, 8_192, Duration.ofSeconds(1), 200_000,
                Duration.ofDays(7));
    }

    TelemetrySetting withQueue(int spans) {
        return new TelemetrySetting(service, clock, environment, spans, flushEvery, keptSpans, keptFor);
    }

    TelemetrySetting flushingEvery(Duration pause) {
        return new TelemetrySetting(service, clock, environment, queue, pause, keptSpans, keptFor);
    }

    TelemetrySetting keeping(long spans) {
        return new TelemetrySetting(service, clock, environment, queue, flushEvery, spans, keptFor);
    }

    TelemetrySetting keepingFor(Duration time) {
        return new TelemetrySetting(service, clock, environment, queue, flushEvery, keptSpans, time);
    }
}
