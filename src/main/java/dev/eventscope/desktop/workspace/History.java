package dev.eventscope.desktop.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/// Back and forward across all views.
///
/// Shape: at most 100 places back. Going back returns to the same place: view, selection and the view's own state.
/// Threads: FX thread.
public final class History {

    private static final int MOST = 100;

    private final Selection selection;
    private final Deque<Place> behind = new ArrayDeque<>();
    private final Deque<Place> ahead = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Place> current = new ReadOnlyObjectWrapper<>(
            new Place("", Selected.NOTHING, null));
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();
    private Supplier<@Nullable Object> stateOfView = () -> null;
    private Set<String> offered = Set.of();

    History(Selection selection) {
        this.selection = selection;
    }

    /// Jumps: to a view, with something selected. What is here now can be come back to.
    public void go(String viewId, Selected selected) {
        go(new Place(viewId, selected, null));
    }

    /// Changes the view and keeps the selection.
    public void go(String viewId) {
        go(viewId, selection.get());
    }

    /// Jumps within the view that is shown: a followed cause, an opened stream.
    public void go(Selected selected) {
        go(current.get().viewId(), selected);
    }

    /// Jumps to a view that is to stand in a certain way, such as under a filter.
    public void go(Place place) {
        Place here = here();
        if (!here.viewId().isEmpty() && !isSame(here, place)) {
            behind.push(here);
            if (behind.size() > MOST) {
                behind.removeLast();
            }
            ahead.clear();
        }
        arrive(place);
    }

    /// Stands somewhere without having come from anywhere: the first view of a store just opened.
    public void start(String viewId) {
        arrive(new Place(viewId, selection.get(), null));
    }

    public void back() {
        if (!behind.isEmpty()) {
            ahead.push(here());
            arrive(behind.pop());
        }
    }

    public void forward() {
        if (!ahead.isEmpty()) {
            behind.push(here());
            arrive(ahead.pop());
        }
    }

    /// Forgets everything: another store has been opened.
    public void clear() {
        behind.clear();
        ahead.clear();
        arrive(new Place(current.get().viewId(), Selected.NOTHING, null));
    }

    public ReadOnlyObjectProperty<Place> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoForwardProperty() {
        return canGoForward.getReadOnlyProperty();
    }

    /// Whether a view is there to jump to. A link to one that is not is not shown.
    public boolean offers(String viewId) {
        return offered.contains(viewId);
    }

    /// For the shell: the views that can show the open store.
    public void offer(Set<String> viewIds) {
        offered = Set.copyOf(viewIds);
    }

    /// For the shell: asked for the state of the shown view just before it is left.
    public void onLeave(Supplier<@Nullable Object> state) {
        stateOfView = state;
    }

    private Place here() {
        return new Place(current.get().viewId(), selection.get(), stateOfView.get());
    }

    private static boolean isSame(Place here, Place there) {
        return here.viewId().equals(there.viewId()) && here.selected().equals(there.selected())
                && there.state() == null;
    }

    private void arrive(Place place) {
        selection.set(place.selected());
        current.set(place);
        canGoBack.set(!behind.isEmpty());
        canGoForward.set(!ahead.isEmpty());
    }
}
