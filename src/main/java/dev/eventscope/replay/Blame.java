package dev.eventscope.replay;

import java.util.List;

/// Who wrote each field of one state.
///
/// An event wrote a field where it changed its value, where its payload carries the field at the same place with the same
/// value, or where the reducer took the value out of its payload. So a field whose value was written again, and stayed
/// equal, belongs to the later event.
///
/// Shape: fields in the order of the state, those that were removed after what is left of their object. An element that
///        left an array is not told apart from the others.
/// Units: of more than [#MAX_REMOVED] removed fields the later ones are only counted, in `forgotten`.
public record Blame(StreamState state, List<FieldBlame> fields, long forgotten) {

    public static final int MAX_REMOVED = 10_000;

    public Blame {
        fields = List.copyOf(fields);
    }
}
