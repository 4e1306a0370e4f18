package dev.eventscope.store.log;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// The text of an event's metadata on its way into the store: with the trace context put in, and without a vector clock that
/// it brought along, for those are given by the store. Everything else stays as it is written.
final class MetadataText {

    private static final String TRACEPARENT = "\"traceparent\"";
    private static final String CLOCK = "\"vector_clock\"";
    /// Where the store puts a clock, and so where one is found in metadata that was copied from another event.
    private static final Pattern LEADING_CLOCK = Pattern
            .compile("^\\s*\\{\\s*\"vector_clock\"\\s*:\\s*\\{[^{}]*}\\s*,?");

    private MetadataText() {}

    /// Shape: metadata that is no object, or has a context of its own, gets none.
    static String with(@Nullable String traceparent, String metadata) {
        String text = metadata.contains(CLOCK) ? LEADING_CLOCK.matcher(metadata).replaceFirst("{") : metadata;
        String start = text.stripLeading();
        if (traceparent == null || !start.startsWith("{") || text.contains(TRACEPARENT)) {
            return text;
        }
        String rest = start.substring(1);
        String comma = rest.stripLeading().startsWith("}") ? "" : ",";
        return "{" + TRACEPARENT + ":\"" + traceparent + "\"" + comma + rest;
    }
}
