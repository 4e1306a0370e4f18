package dev.eventscope.upcast;

import com.fasterxml.jackson.databind.JsonNode;

/// Brings the payload of one event type from one schema version to a later one, in Java. Found by `ServiceLoader`.
///
/// Shape: a pure function: the same payload gives the same result. What it is given is its own copy, free to change.
/// Errors: any exception marks the event as failed at this step, and so does a class that is missing; its message is shown.
/// Threads: may be called from many threads at once.
public interface Upcaster {

    /// The id of the store layout whose events it knows; a foreign store may have a type of the same name.
    default String layout() {
        return "native";
    }

    String type();

    int from();

    int to();

    JsonNode upcast(JsonNode payload);

    /// How it is called in messages.
    default String label() {
        return getClass().getSimpleName().isEmpty() ? "an upcaster" : getClass().getSimpleName();
    }
}
