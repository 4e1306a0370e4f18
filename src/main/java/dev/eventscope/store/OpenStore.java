package dev.eventscope.store;

/// A store that has been connected to, checked and recognised.
///
/// Shape: `layout` is the id of the layout that fits; `native` can also be appended to where the connection may write.
/// Threads: shared by all; closing it ends every read under way.
public record OpenStore(Database database, StoreLayout layout, EventReader reader) implements AutoCloseable {

    public boolean isNative() {
        return layout.id().equals("native");
    }

    @Override
    public void close() {
        database.close();
    }
}
