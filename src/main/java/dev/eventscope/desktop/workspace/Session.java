package dev.eventscope.desktop.workspace;

import dev.eventscope.store.Access;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.OpenStore;

/// One store that is open in the window.
///
/// Shape: `title` is what the top bar shows: `demo · portfolio`, `orders on db.example.org`. `server` names the product
///        and version for the status bar: `PostgreSQL 18.6`. `production` is what a person or the team said of the store.
///        `address` says where it is, for everybody who can reach it: `demo`, `postgresql://db:5432/orders`; never with a
///        user or a password.
public record Session(String title, String server, OpenStore store, boolean production, String address) {

    public Session(String title, String server, OpenStore store) {
        this(title, server, store, false);
    }

    public Session(String title, String server, OpenStore store, boolean production) {
        this(title, server, store, production, title);
    }

    /// What a person types to act on the store in production: its database's name.
    public String storeName() {
        return store.database().spec().database();
    }

    public EventReader reader() {
        return store.reader();
    }

    /// Whether the server refuses every write of this connection.
    public boolean isReadOnly() {
        return store.database().access() == Access.READ_ONLY;
    }

    /// Whether the store has our own schema: then there may be sagas, and appends.
    public boolean isNative() {
        return store.isNative();
    }
}
