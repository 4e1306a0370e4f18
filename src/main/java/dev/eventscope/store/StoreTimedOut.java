package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// A statement or lock time-out struck. The transaction was rolled back and may be tried again.
public final class StoreTimedOut extends StoreException {

    public StoreTimedOut(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
