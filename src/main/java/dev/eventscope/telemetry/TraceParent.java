package dev.eventscope.telemetry;

import java.io.IOException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;

/// The W3C trace context as events carry it: the field `traceparent` of the metadata.
public final class TraceParent {

    /// The name of the field in metadata, and of the header in messages.
    public static final String NAME = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /// The context in the metadata of an event; null where there is none, or none that is well-formed.
    public static @Nullable String of(Payload metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
        try {
            JsonNode field = Json.read(metadata.bytes()).path(NAME);
            return field.isTextual() && isWellFormed(field.textValue()) ? field.textValue() : null;
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    /// Whether a text is a context of version 00 that names a trace and a span.
    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    static String traceId(String traceparent) {
        return traceparent.substring(3, 35);
    }
}
