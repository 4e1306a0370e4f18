package dev.eventscope.store;

/// Everything that can be read of an event store, whatever its schema. Made of small interfaces, each named by its verb.
///
/// Threads: every call blocks and belongs off the FX thread; implementations may be called from any thread at once.
/// Errors: every call may throw a [StoreException]; all are safe to call again.
public interface EventReader
        extends
            StreamReader,
            HeaderReader,
            RecordReader,
            CauseReader,
            EventCounter,
            HeadReader {}
