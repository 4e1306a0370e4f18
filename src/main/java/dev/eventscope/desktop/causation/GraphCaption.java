package dev.eventscope.desktop.causation;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.event.EventHeader;

/// What is said of a graph as a whole.
///
/// Shape: empty texts where there is none. `hidden` counts the events that are not opened.
record GraphCaption(CausationGraph graph, Latency latency, int hidden) {

    /// What stands on the chip: the correlation, else the event.
    String about() {
        if (graph.isEmpty()) {
            return "";
        }
        EventHeader event = graph.event(Math.max(0, graph.focus()));
        String id = event.correlationId() == null ? event.id() : event.correlationId();
        return id.length() > 12 ? id.substring(0, 8) : id;
    }

    /// `19 events, 9 streams, 1 h 24 m, 7 not opened`.
    String summary() {
        if (graph.isEmpty()) {
            return "";
        }
        long streams = graph.events().stream().map(EventHeader::stream).distinct().count();
        var span = latency.span();
        return (graph.truncated() ? "the first " : "") + Figures.plural(graph.size(), "event") + ", "
                + Figures.plural(streams, "stream") + (span == null ? "" : ", " + Latency.text(span))
                + (hidden > 0 ? ", " + Figures.count(hidden) + " not opened" : "");
    }
}
