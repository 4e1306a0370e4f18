package dev.eventscope.store;

/// One way in which a product keeps events in PostgreSQL tables. `App` hands the list of layouts to whoever opens stores.
public interface StoreLayout {

    /// How a layout fits a database: why it does, or why not, in one sentence.
    record Fit(boolean fits, String why) {}

    /// A short stable name, as `--layout` takes it: `native`.
    String id();

    /// Reads the catalogue only; cheap.
    Fit fit(Database database);

    /// Errors: [StoreUnusable] or [RightMissing] with what to do, where it fits but cannot be read.
    EventReader open(Database database);
}
