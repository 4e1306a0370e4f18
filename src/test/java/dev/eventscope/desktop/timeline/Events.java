package dev.eventscope.desktop.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.event.Cause;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;

/// Headers for tests: one call an event, each named by its own short id.
///
///     new Events().at("11:02:06").of("order-1").add("a", "Placed").after("a").of("sync-1").at("+100ms").add("b", "Sent")
public final class Events {

    private static final Instant DAY = Instant.parse("2026-03-04T00:00:00Z");

    private final List<EventHeader> headers = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();
    private Instant now = DAY.plus(Duration.ofHours(11));
    private @Nullable Instant imported;
    private String stream = "stream-1";
    private String cause = "";
    private String correlation = "";

    public Events of(String newStream) {
        stream = newStream;
        return this;
    }

    /// Moves the clock on.
    public Events later(long ms) {
        now = now.plusMillis(ms);
        return this;
    }

    /// Sets the clock on the day of all tests, `11:02:06.5`.
    public Events at(String time) {
        now = Instant.parse("2026-03-04T" + time + "Z");
        return this;
    }

    /// Events that follow were taken by the store at once, whenever they occurred; null = as they occur.
    public Events importedAt(@Nullable String time) {
        imported = time == null ? null : Instant.parse("2026-03-04T" + time + "Z");
        return this;
    }

    /// The cause of the events that follow; empty = none.
    public Events causedBy(String id) {
        cause = id;
        return this;
    }

    public Events in(String newCorrelation) {
        correlation = newCorrelation;
        return this;
    }

    public Events add(String id, String type) {
        StreamId name = new StreamId(stream);
        long version = versions.merge(stream, 1L, Long::sum);
        headers.add(new EventHeader(id, name, name.conventionalCategory(), version, OrderToken.of(headers.size() + 1L),
                type, "1", cause.isEmpty() ? null : new Cause.ById(cause), correlation.isEmpty() ? null : correlation,
                now, imported == null ? now : imported, Set.of()));
        return this;
    }

    /// Adds an event that is the cause of the next.
    public Events then(String id, String type) {
        add(id, type);
        return causedBy(id);
    }

    public List<EventHeader> headers() {
        return headers;
    }

    public EventColumns columns() {
        return EventColumns.builder().addAll(headers).build();
    }

    public Contents contents() {
        return contents(RowFilter.ALL);
    }

    public Contents contents(RowFilter visible) {
        return Contents.of(columns(), new Contents.Choice(Axis.Kind.TIME, EventClock.RECORDED, visible));
    }

    public Contents inOrder() {
        return Contents.of(columns(), new Contents.Choice(Axis.Kind.ORDER, EventClock.RECORDED, RowFilter.ALL));
    }
}
