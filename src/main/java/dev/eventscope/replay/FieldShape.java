package dev.eventscope.replay;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;

/// One kind of value that a field of the payloads of one event type has had.
///
/// Shape: `path` is a JSON Pointer; `*` stands for every element of an array. `kind` is `object`, `array`, `text`, `number`,
///        `boolean` or `null`. `since` is the first event that has it, absent where the first event of the type has it;
///        `until` the last one, absent where the last event of the type has it. `retyped` says that the field has had another
///        kind, too, null aside.
/// Units: `events` that have it, of `all` of the type.
public record FieldShape(String type, String path, String kind, long events, long all, @Nullable EventHeader since,
        @Nullable EventHeader until, boolean retyped) {

    /// Whether the field came, went or changed its kind over time.
    public boolean drifts() {
        return since != null || until != null || retyped;
    }
}
