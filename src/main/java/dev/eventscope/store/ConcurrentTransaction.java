package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// The database gave up this transaction for another one (serialization, deadlock). It may be tried again as a whole.
public final class ConcurrentTransaction extends StoreException {

    public ConcurrentTransaction(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
