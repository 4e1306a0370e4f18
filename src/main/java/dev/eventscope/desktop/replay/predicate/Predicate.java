package dev.eventscope.desktop.replay.predicate;

import org.jspecify.annotations.Nullable;

import dev.eventscope.replay.StatePredicate;

/// A predicate on the state that can be asked, with the text by which a person knows it.
public record Predicate(String text, @Nullable StatePredicate test) {

    /// Nothing is looked out for.
    public static final Predicate NONE = new Predicate("", null);

    public boolean isNone() {
        return test == null;
    }
}
