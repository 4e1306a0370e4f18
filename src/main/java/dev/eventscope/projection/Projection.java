package dev.eventscope.projection;

import java.util.Objects;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.EventScope;

/// A named handler of the events of a scope.
///
/// Shape: `name` is its identity in the store, for ever. `startAfter` is the position that a new one begins after; 0 is the
///        beginning. `model` is absent where the handler keeps nothing that could be built again.
public record Projection(String name, EventScope scope, long startAfter, IntFunction<EventHandler> handlers,
        @Nullable ReadModel model) {

    public Projection {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a projection must not be blank");
        }
        if (startAfter < 0) {
            throw new IllegalArgumentException("startAfter must be 0 or more, was " + startAfter);
        }
    }

    /// A handler whose effects are for good: it cannot be rebuilt.
    public static Projection handler(String name, EventScope scope, EventHandler handler) {
        return new Projection(name, scope, 0, _ -> handler, null);
    }

    /// A read model, which can be rebuilt.
    public static Projection readModel(String name, EventScope scope, ReadModel model) {
        return new Projection(name, scope, 0, model::generation, model);
    }

    /// The same, but a new one begins after a position.
    public Projection startingAfter(long position) {
        return new Projection(name, scope, position, handlers, model);
    }

    EventHandler handler(int generation) {
        return Objects.requireNonNull(handlers.apply(generation));
    }

    /// Whether the scope holds every event of a stream that it holds one of: then a version that is missing is a gap.
    boolean isOrdered() {
        return switch (scope) {
            case EventScope.AllEvents _,EventScope.OfCategory _,EventScope.OfStream _ -> true;
            case EventScope.OfType _,EventScope.OfCorrelation _ -> false;
        };
    }
}
