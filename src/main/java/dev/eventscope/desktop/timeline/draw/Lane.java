package dev.eventscope.desktop.timeline.draw;

/// What one lane shows. How it looks is decided elsewhere.
public sealed interface Lane {

    /// One stream.
    record OfStream(int stream, boolean saga, boolean pinned) implements Lane {}

    /// All streams of a category that have no lane of their own.
    record OfCategory(int category, int streams) implements Lane {}
}
