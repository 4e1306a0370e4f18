package dev.eventscope.desktop.shell;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.connect.ConnectViewModel;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Linked;
import dev.eventscope.desktop.workspace.Permalink;
import dev.eventscope.desktop.workspace.Place;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;

/// Goes where a link leads: in the open store, or in the one it names.
///
/// Threads: FX thread; events are looked up in the background.
final class LinkFollower {

    private final Workspace workspace;
    private final ConnectViewModel stores;
    private final Runnable onConnecting;
    private final Background.Line looking;

    /// Shape: `onConnecting` shows the page on which stores are opened, and what goes wrong there.
    LinkFollower(Workspace workspace, ConnectViewModel stores, Runnable onConnecting) {
        this.workspace = workspace;
        this.stores = stores;
        this.onConnecting = onConnecting;
        looking = workspace.background().line();
    }

    /// Whether the open store is the one that a link names.
    boolean isHere(Permalink link) {
        Session session = workspace.session();
        return session != null && session.address().equals(link.store());
    }

    /// Goes there in the open store.
    void follow(Permalink link) {
        Session session = workspace.session();
        String event = link.event();
        if (session == null) {
            return;
        }
        looking.run(() -> event == null ? Optional.<Selected>empty() : find(session, event))
                .then(found -> go(link, found.orElse(null)));
    }

    /// Opens the store that the link names, for reading, and goes there.
    ///
    /// Errors: `IllegalArgumentException` where the link names no store that can be opened.
    void openAndFollow(Permalink link) {
        onConnecting.run();
        stores.openAt(link.store(), () -> follow(link));
    }

    private static Optional<Selected> find(Session session, String event) {
        return session.reader().findEvent(event).map(read -> Selected.of(read.header()));
    }

    private void go(Permalink link, @Nullable Selected found) {
        if (found == null && link.event() != null) {
            workspace.notices().warning("The event of the link is not in this store.");
        }
        Selected selected = found == null ? link.selection() : found.withSaga(link.selection().sagaId());
        String view = workspace.history().offers(link.viewId()) ? link.viewId() : "streamsView";
        workspace.history().go(new Place(view, selected, new Linked(link.view())));
    }
}
