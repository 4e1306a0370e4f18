package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// The store, or the way to it, failed. The message is one sentence: what is wrong and what to do.
///
/// Shape: one subclass for each thing that a caller may want to tell apart.
public class StoreException extends RuntimeException {

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
