package dev.eventscope.desktop.workspace;

import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;

import org.jspecify.annotations.Nullable;

/// One view of the window: a tab, a root node, and what it tells the shell.
///
/// Threads: FX thread; made once, lives as long as the window, whatever store is open.
public interface Pane {

    /// The id of the root node: `streamsView`. Also the pane's name in the history and in the tour.
    String viewId();

    /// What stands on the tab: `Streams`.
    String title();

    Parent root();

    /// The pane comes on screen, also after Alt+←. Reading what it shows can wait until now.
    default void shown() {}

    /// Takes the focus, so that keys work at once: to where rows are walked. Called when the pane comes on screen.
    default void focus() {
        root().requestFocus();
    }

    /// The pane goes off screen. Playing, watching and polling should rest.
    default void hidden() {}

    /// How the pane stands: filter, zoom, scroll. An immutable value of the pane's own, kept by [History].
    default @Nullable Object state() {
        return null;
    }

    /// Brings back what [#state()] gave. The selection has been brought back before.
    default void restore(Object state) {}

    /// Whether this pane has a filter line, so that [#filter] can be called.
    default boolean filters() {
        return false;
    }

    /// Shows only what a filter lets through, in the grammar of [dev.eventscope.rules.Filter].
    default void filter(String text) {}

    /// How the pane stands, in words that mean the same to somebody else: what a [Permalink] carries of it.
    ///
    /// Shape: `filter` is a filter; all else is the pane's own. [#follow] takes it back.
    default Map<String, String> link() {
        return Map.of();
    }

    /// Stands as a link says; what the pane does not know is left out.
    default void follow(Map<String, String> link) {
        String filter = link.get("filter");
        if (filters() && filter != null) {
            filter(filter);
        }
    }

    /// Takes in what came while the view stood still, as L does; false where nothing did, or where it comes by itself.
    default boolean takeNewRows() {
        return false;
    }

    /// The keys this pane handles while it is on screen.
    default List<KeyAction> keys() {
        return List.of();
    }

    /// What is wrong here, for the tab and the status bar; null while nothing is. Absent for most panes.
    default @Nullable ObservableValue<@Nullable Badge> badge() {
        return null;
    }

    /// Whether the pane shows the details of what is selected itself: then the inspector folds to the rail.
    default boolean hasOwnDetail() {
        return false;
    }

    /// Whether this pane can show anything of a store. A tab that cannot is not there.
    default boolean canShow(Session session) {
        return true;
    }

    /// Further pictures for the tour; the plain view is taken by itself.
    default List<TourStop> tour() {
        return List.of();
    }
}
