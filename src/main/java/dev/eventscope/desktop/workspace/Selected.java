package dev.eventscope.desktop.workspace;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;

/// What is selected in the window. Any part may be absent.
///
/// Shape: `event` is of `stream`; `version` is the version looked at, which is the event's until a replay steps away from
///        it. `sagaId` names a saga instance, `correlationId` the correlation that is lit.
public record Selected(
        @Nullable StreamId stream,
        @Nullable EventHeader event,
        @Nullable Long version,
        @Nullable String correlationId,
        @Nullable String sagaId) {

    public static final Selected NOTHING = new Selected(null, null, null, null, null);

    /// An event, with its stream, version and correlation.
    public static Selected of(EventHeader event) {
        return new Selected(event.stream(), event, event.version(), event.correlationId(), null);
    }

    /// A stream at its end: no version is chosen.
    public static Selected of(StreamId stream) {
        return new Selected(stream, null, null, null, null);
    }

    /// A version of a stream, whatever event is there.
    public static Selected of(StreamId stream, long version) {
        return new Selected(stream, null, version, null, null);
    }

    public Selected withVersion(@Nullable Long newVersion) {
        return new Selected(stream, event, newVersion, correlationId, sagaId);
    }

    public Selected withCorrelation(@Nullable String newCorrelation) {
        return new Selected(stream, event, version, newCorrelation, sagaId);
    }

    public Selected withSaga(@Nullable String newSaga) {
        return new Selected(stream, event, version, correlationId, newSaga);
    }
}
