package dev.eventscope.store;

/// One page of events of a scope.
///
/// Shape: ascending in the store's order (within a stream: by version), or descending with [Direction#BACKWARD].
public record EventQuery(EventScope scope, EventRange range, Direction direction, int limit) {

    public enum Direction {
        FORWARD, BACKWARD
    }

    public static final int MAX_LIMIT = 10_000;

    public EventQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1.." + MAX_LIMIT + ", was " + limit);
        }
        if (range instanceof EventRange.Versions && !(scope instanceof EventScope.OfStream)) {
            throw new IllegalArgumentException("a range of versions needs a stream, scope was " + scope);
        }
    }

    public static EventQuery forward(EventScope scope, int limit) {
        return new EventQuery(scope, EventRange.EVERYTHING, Direction.FORWARD, limit);
    }

    public static EventQuery backward(EventScope scope, int limit) {
        return new EventQuery(scope, EventRange.EVERYTHING, Direction.BACKWARD, limit);
    }

    public EventQuery in(EventRange newRange) {
        return new EventQuery(scope, newRange, direction, limit);
    }
}
