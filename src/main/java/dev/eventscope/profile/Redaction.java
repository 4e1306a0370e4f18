package dev.eventscope.profile;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.Redacted;
import dev.eventscope.rules.structural.FieldPointer;

/// Hides the values of fields in the payload and the metadata of events, before anything else sees them.
///
/// Shape: all other bytes stay as they are. What cannot be parsed, and so not be looked through, is hidden whole.
/// Threads: immutable; safe from any thread.
public final class Redaction {

    static final Redaction NONE = new Redaction(List.of());
    /// Not JSON: a fold stops at it, as it does at what it stands for.
    private static final Payload HIDDEN = new Payload(Redacted.TEXT.getBytes(StandardCharsets.UTF_8), "text/plain");

    private final List<ProfileField> fields;

    Redaction(List<ProfileField> fields) {
        this.fields = List.copyOf(fields);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public List<ProfileField> fields() {
        return fields;
    }

    /// The event with all that is to be hidden gone from it.
    public RecordedEvent hide(RecordedEvent event) {
        List<FieldPointer> paths = paths(event.type());
        return paths.isEmpty()
                ? event
                : new RecordedEvent(event.header(), hide(event.payload(), paths), hide(event.metadata(), paths));
    }

    private List<FieldPointer> paths(String type) {
        return fields.stream().filter(field -> field.isOf(type)).map(ProfileField::path).toList();
    }

    private static Payload hide(Payload payload, List<FieldPointer> paths) {
        if (payload.isEmpty()) {
            return payload;
        }
        if (!payload.mediaType().equals(Payload.JSON)) {
            return HIDDEN;
        }
        byte[] hidden = JsonMask.apply(payload.bytes(), paths);
        return hidden == null ? HIDDEN : hidden.length == 0 ? payload : Payload.json(hidden);
    }
}
