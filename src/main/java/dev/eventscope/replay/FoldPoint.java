package dev.eventscope.replay;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.StreamId;

/// How far the fold of one stream has come. Immutable, so keeping one costs what it does not share with its neighbours.
///
/// Shape: `dates` is there only where the fold was asked for them.
record FoldPoint(long version, JsonNode state, Fidelity fidelity, @Nullable FieldDates dates,
        @Nullable FoldError error) {

    static FoldPoint start(long versionBefore, Fidelity fidelity, boolean dated) {
        return new FoldPoint(versionBefore, Json.object(), fidelity,
                dated ? FieldDates.untouched(versionBefore) : null, null);
    }

    /// The version of an event, counted where the store has none.
    long versionOf(EventHeader header) {
        return header.version() == null ? version + 1 : header.version();
    }

    FoldPoint next(long newVersion, JsonNode newState, Fidelity newFidelity) {
        FieldDates newDates = dates == null ? null : dates.next(state, newState, newVersion);
        return new FoldPoint(newVersion, newState, newFidelity, newDates, null);
    }

    FoldPoint atMost(Fidelity most) {
        return error != null || fidelity.compareTo(most) >= 0
                ? this
                : new FoldPoint(version, state, most, dates, error);
    }

    FoldPoint failed(EventHeader header, String message) {
        return new FoldPoint(version, state, fidelity, dates, new FoldError(header.id(), header.version(), message));
    }

    StreamState of(StreamId stream) {
        return new StreamState(stream, version, fidelity, state, error);
    }
}
