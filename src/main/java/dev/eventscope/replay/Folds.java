package dev.eventscope.replay;

import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

import dev.eventscope.upcast.Upcasts;

/// Which fold is for which stream of one store: the reducer that names the store's layout and the stream's category, else
/// the merge of payloads.
///
/// Threads: immutable; safe from any thread.
public final class Folds {

    private final String layout;
    private final List<Reducer> reducers;
    private final Upcasts upcasts;
    private final @Nullable Reducer tried;

    private Folds(String layout, Collection<? extends Reducer> reducers, Upcasts upcasts) {
        this(layout, reducers, upcasts, null);
    }

    private Folds(String layout, Collection<? extends Reducer> reducers, Upcasts upcasts, @Nullable Reducer tried) {
        this.layout = layout;
        this.reducers = List.copyOf(reducers);
        this.upcasts = upcasts;
        this.tried = tried;
    }

    /// Shape: `layout` is the id of the layout that the store is read by; payloads are upcast before they are folded.
    public static Folds of(String layout, Collection<? extends Reducer> reducers, Upcasts upcasts) {
        return new Folds(layout, reducers, upcasts);
    }

    /// Payloads as stored, merged in order.
    public static Folds approximate() {
        return new Folds("", List.of(), Upcasts.none());
    }

    /// The same reducers over payloads that come through other upcasters.
    public Folds with(Upcasts other) {
        return new Folds(layout, reducers, other, tried);
    }

    /// The same upcasters, and payloads merged in order.
    public Folds merging() {
        return new Folds(layout, List.of(), upcasts);
    }

    /// The same upcasters, and one reducer for every stream, whatever store and category it names: to try it.
    public Folds by(Reducer reducer) {
        return new Folds(layout, List.of(), upcasts, reducer);
    }

    /// The reducers on the class path.
    public static List<Reducer> installedReducers() {
        return ServiceLoader.load(Reducer.class).stream().map(ServiceLoader.Provider::get).toList();
    }

    Fold fold(String category, boolean dated) {
        return new Fold(reducerFor(category), upcasts, dated ? Fold.Points.DATED : Fold.Points.KEPT);
    }

    /// For a walk of which only the end counts.
    Fold passing(String category) {
        return new Fold(reducerFor(category), upcasts, Fold.Points.PASSING);
    }

    private @Nullable Reducer reducerFor(String category) {
        return tried != null
                ? tried
                : reducers.stream()
                        .filter(reducer -> reducer.layout().equals(layout) && reducer.category().equals(category))
                        .findFirst().orElse(null);
    }
}
