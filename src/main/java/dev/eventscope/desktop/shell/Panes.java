package dev.eventscope.desktop.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Badge;
import dev.eventscope.desktop.workspace.Filtered;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Linked;
import dev.eventscope.desktop.workspace.Pane;
import dev.eventscope.desktop.workspace.Permalink;
import dev.eventscope.desktop.workspace.Place;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;

/// The views of the window: which of them can show the open store, which one is on screen, and going from one to another.
///
/// Threads: FX thread.
final class Panes {

    /// How long after opening a view may still come forward by itself.
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final String STREAMS = "streamsView";

    private final Workspace workspace;
    private final List<Pane> all;
    private final Consumer<Pane> onChange;
    private List<Pane> offered = List.of();
    private @Nullable Pane current;
    private Instant openedAt = Instant.EPOCH;

    /// Shape: `onChange` puts a view on the screen in place of the one before.
    Panes(Workspace workspace, List<Pane> all, Consumer<Pane> onChange) {
        this.workspace = workspace;
        this.all = List.copyOf(all);
        this.onChange = onChange;
        for (Pane pane : all) {
            pane.root().setId(pane.viewId());
            ObservableValue<@Nullable Badge> badge = pane.badge();
            if (badge != null) {
                badge.addListener((_, _, now) -> standOnTrouble(pane, now));
            }
        }
        workspace.history().onLeave(() -> current == null ? null : current.state());
    }

    /// Those that can show the open store, in the order of their tabs.
    List<Pane> offered() {
        return offered;
    }

    /// Finds out which can show a store; none without one.
    void offerFor(@Nullable Session session) {
        offered = session == null ? List.of() : all.stream().filter(pane -> pane.canShow(session)).toList();
        Set<String> ids = offered.stream().map(Pane::viewId).collect(Collectors.toSet());
        workspace.history().offer(ids);
    }

    /// Goes to the first view of a store that has just been opened.
    void goToFirst() {
        if (!offered.isEmpty()) {
            openedAt = workspace.clock().instant();
            workspace.history().start(offered.getFirst().viewId());
        }
    }

    /// Shows a place that the window has come to. Answers whether there is a view for it.
    boolean arrive(Place place) {
        Pane pane = offered.stream().filter(one -> one.viewId().equals(place.viewId())).findFirst().orElse(null);
        if (pane == null) {
            return false;
        }
        if (!pane.equals(current)) {
            show(pane);
        }
        switch (place.state()) {
            case null -> {
            }
            case Filtered(String filter) -> pane.filter(filter);
            case Linked(Map<String, String> link) -> pane.follow(link);
            case Object state -> pane.restore(state);
        }
        return true;
    }

    /// The title of the view on screen; empty before there is one.
    String currentTitle() {
        return current == null ? "" : current.title();
    }

    String titleOf(String viewId) {
        return all.stream().filter(pane -> pane.viewId().equals(viewId)).map(Pane::title).findFirst().orElse("");
    }

    /// The keys that go from view to view.
    List<KeyAction> keys() {
        List<KeyAction> keys = new ArrayList<>();
        keys.add(new KeyAction("Alt+Left", "back", workspace.history()::back));
        keys.add(new KeyAction("Alt+Right", "forward", workspace.history()::forward));
        for (int i = 0; i < offered.size() && i < 9; i++) {
            Pane pane = offered.get(i);
            keys.add(new KeyAction(Integer.toString(i + 1), pane.title(), () -> workspace.history().go(pane.viewId())));
        }
        return keys;
    }

    /// The keys of the view on screen.
    List<KeyAction> currentKeys() {
        return current == null ? List.of() : current.keys();
    }

    /// A link to what is on screen; null where nothing is.
    @Nullable
    Permalink link() {
        Session session = workspace.session();
        return session == null || current == null
                ? null
                : Permalink.of(session, current.viewId(), workspace.selection().get(), current.link());
    }

    /// Takes in what is new where the view on screen keeps it back. Answers whether it did.
    boolean takeNewRows() {
        return current != null && current.takeNewRows();
    }

    void filterByCategory(String category) {
        filterStreams("category:" + (category.contains(" ") ? "\"" + category + "\"" : category));
    }

    /// Where a filter from the omnibox goes: to the view on screen where it has a filter line, else to Streams.
    OmniboxViewModel.FilterTarget filterTarget() {
        return new CurrentPaneFilter();
    }

    private void show(Pane pane) {
        if (current != null) {
            current.hidden();
        }
        current = pane;
        onChange.accept(pane);
        pane.shown();
        pane.root().applyCss();
        pane.focus();
    }

    /// A window that nobody has touched yet stands on what is wrong, not on an empty list.
    private void standOnTrouble(Pane pane, @Nullable Badge badge) {
        boolean untouched = workspace.selection().get().equals(Selected.NOTHING)
                && !workspace.history().canGoBackProperty().get()
                && Duration.between(openedAt, workspace.clock().instant()).compareTo(SETTLING) < 0;
        if (untouched && badge != null && badge.tone() == Badge.Tone.DANGER && offered.contains(pane)) {
            openedAt = Instant.EPOCH;
            workspace.history().start(pane.viewId());
        }
    }

    private void filterStreams(String text) {
        workspace.history().go(new Place(STREAMS, workspace.selection().get(), new Filtered(text)));
    }

    private final class CurrentPaneFilter implements OmniboxViewModel.FilterTarget {

        @Override
        public String title() {
            return current != null && current.filters() ? current.title() : "Streams";
        }

        @Override
        public void filter(String text) {
            if (current != null && current.filters()) {
                current.filter(text);
            } else {
                filterStreams(text);
            }
        }
    }
}
