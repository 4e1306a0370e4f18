package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// No connection, or the connection was lost. Whether a commit under way took effect is not known.
public final class StoreUnreachable extends StoreException {

    public StoreUnreachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
