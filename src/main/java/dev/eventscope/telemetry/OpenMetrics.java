package dev.eventscope.telemetry;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/// The figures in the text format of OpenMetrics 1.0, for a scraper.
///
/// Shape: `eventscope_events` (counter, by `type`), `eventscope_handling_seconds` (histogram), `eventscope_handling_errors`
///        (counter) and `eventscope_handling_last_timestamp_seconds` (gauge), these three by `type`, `operation` and
///        `handler`. Ends with `# EOF`.
/// Units: seconds.
public final class OpenMetrics {

    /// The bounds of the buckets: powers of two from 128 µs to 67 s, for these the counts are exact.
    private static final int FIRST_POWER = 7;
    private static final int LAST_POWER = 26;

    private final StringBuilder text = new StringBuilder();

    private OpenMetrics() {}

    /// `events` counts the events in the store, by type.
    public static String text(Map<String, Long> events, Map<HandlingKey, HandlingFigures> handlers) {
        OpenMetrics metrics = new OpenMetrics();
        metrics.family("eventscope_events", "counter", "", "Events in the store.");
        events.forEach((type, count) -> metrics.sample("eventscope_events_total", "type=\"" + escaped(type) + "\"",
                count.toString()));
        metrics.family("eventscope_handling_seconds", "histogram", "seconds",
                "How long the handling of an event took.");
        handlers.forEach(metrics::histogram);
        metrics.family("eventscope_handling_errors", "counter", "", "Handlings that ended in an error.");
        handlers.forEach((key, figures) -> metrics.sample("eventscope_handling_errors_total", labels(key),
                Long.toString(figures.errors())));
        metrics.family("eventscope_handling_last_timestamp_seconds", "gauge", "seconds",
                "When an event was handled last.");
        handlers.forEach((key, figures) -> metrics.sample("eventscope_handling_last_timestamp_seconds", labels(key),
                seconds(figures.lastAt())));
        return metrics.text.append("# EOF\n").toString();
    }

    private void family(String name, String type, String unit, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    private void histogram(HandlingKey key, HandlingFigures figures) {
        String labels = labels(key);
        for (int power = FIRST_POWER; power <= LAST_POWER; power++) {
            long us = 1L << power;
            sample("eventscope_handling_seconds_bucket", labels + ",le=\"" + seconds(us) + "\"",
                    Long.toString(figures.below(us)));
        }
        sample("eventscope_handling_seconds_bucket", labels + ",le=\"+Inf\"", Long.toString(figures.count()));
        sample("eventscope_handling_seconds_count", labels, Long.toString(figures.count()));
        sample("eventscope_handling_seconds_sum", labels, seconds(figures.totalUs()));
    }

    private void sample(String name, String labels, String value) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private static String labels(HandlingKey key) {
        return "type=\"" + escaped(key.eventType()) + "\",operation=\"" + key.operation().word() + "\",handler=\""
                + escaped(key.handler()) + "\"";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String seconds(long us) {
        return BigDecimal.valueOf(us, 6).toPlainString();
    }

    private static String seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9))
                .toPlainString();
    }
}
