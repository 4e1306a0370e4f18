package dev.eventscope.store.log;

import org.jspecify.annotations.Nullable;

/// Puts the trace context into the text of an event's metadata; everything else of it stays as it is written.
final class MetadataText {

    private static final String NAME = "\"traceparent\"";

    private MetadataText() {}

    /// Shape: metadata that is no object, or has a context of its own, stays as it is.
    static String with(@Nullable String traceparent, String metadata) {
        String text = metadata.stripLeading();
        if (traceparent == null || !text.startsWith("{") || text.contains(NAME)) {
            return metadata;
        }
        String rest = text.substring(1);
        String comma = rest.stripLeading().startsWith("}") ? "" : ",";
        return "{" + NAME + ":\"" + traceparent + "\"" + comma + rest;
    }
}
