package dev.eventscope.store;

/// The reader was told to stop. Nothing is wrong.
public final class ReadCancelled extends StoreException {

    public ReadCancelled() {
        super("stopped");
    }
}
