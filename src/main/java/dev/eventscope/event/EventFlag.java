package dev.eventscope.event;

/// What a store says of an event beside its content. A native store has none of these.
public enum EventFlag {
    ARCHIVED, DELETED, TOMBSTONE, LINK
}
