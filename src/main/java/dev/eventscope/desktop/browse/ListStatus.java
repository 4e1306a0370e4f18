package dev.eventscope.desktop.browse;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.eventscope.desktop.workspace.Notices;

/// What the list of streams says of itself: how many, why none, whether it is still being searched.
///
/// Threads: FX thread.
final class ListStatus {

    final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    final ReadOnlyStringWrapper emptyText = new ReadOnlyStringWrapper("");
    final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
    private final Notices notices;
    private String betterFilter = "";

    ListStatus(Notices notices) {
        this.notices = notices;
    }

    String betterFilter() {
        return betterFilter;
    }

    /// Nothing is known yet.
    void begin() {
        betterFilter = "";
        emptyText.set("");
        searching.set(false);
    }

    /// The list is empty: why, and a filter that would find something, or an empty text.
    void showNothing(String why, String better) {
        betterFilter = better;
        emptyText.set(why);
    }

    void fail(Throwable failure) {
        searching.set(false);
        fact.set("");
        notices.error("The list of streams cannot be read", failure);
        emptyText.set("The list cannot be read: " + Notices.sentence(failure));
    }
}
