package dev.eventscope.replay;

/// A state with the version of the last change of each of its values.
public record DatedState(StreamState state, FieldDates dates) {}
