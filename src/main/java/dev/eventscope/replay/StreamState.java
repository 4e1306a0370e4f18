package dev.eventscope.replay;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;

/// What the events of a stream come to, up to and with one version.
///
/// Shape: `version` is the last event folded, in the store's numbering (counted from 1 where the store has no versions). With
///        an `error` it is the last good one, and one less than the first event's where not even that could be folded. The
///        tree shares parts with other states and must not be changed.
public record StreamState(StreamId stream, long version, Fidelity fidelity, JsonNode state,
        @Nullable FoldError error) {}
