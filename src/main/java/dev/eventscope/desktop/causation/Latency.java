package dev.eventscope.desktop.causation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.event.EventClock;

/// How long after its cause an event came, as text.
record Latency(CausationGraph graph, EventClock clock) {

    /// The labels of links: of many effects the longest, `≤ 3.4 s`.
    List<String> labels(List<Unit.Link> links) {
        return links.stream().map(this::label).toList();
    }

    private String label(Unit.Link link) {
        Duration longest = null;
        for (int effect : link.effects()) {
            Duration after = after(effect);
            if (after != null && (longest == null || after.compareTo(longest) > 0)) {
                longest = after;
            }
        }
        return longest == null ? "" : (link.effects().size() > 1 && !longest.isZero() ? "≤ " : "") + text(longest);
    }

    /// Empty for an event without a cause here, and where a time is missing.
    String of(int event) {
        Duration after = after(event);
        return after == null ? "" : text(after);
    }

    /// From the first event of the graph; null where a time is missing.
    @Nullable
    Duration sinceRoot(int event) {
        return between(0, event);
    }

    /// From the earliest to the latest event.
    @Nullable
    Duration span() {
        Instant first = null;
        Instant last = null;
        for (var event : graph.events()) {
            Instant time = event.time(clock);
            if (time != null) {
                first = first == null || time.isBefore(first) ? time : first;
                last = last == null || time.isAfter(last) ? time : last;
            }
        }
        return first == null || last == null ? null : Duration.between(first, last);
    }

    static String text(Duration length) {
        return length.isNegative() ? Times.signed(length) : Times.span(length);
    }

    private @Nullable Duration after(int effect) {
        int cause = graph.cause(effect);
        return cause == CausationGraph.NONE ? null : between(cause, effect);
    }

    private @Nullable Duration between(int cause, int effect) {
        Instant from = graph.event(cause).time(clock);
        Instant to = graph.event(effect).time(clock);
        return from == null || to == null ? null : Duration.between(from, to);
    }
}
