package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// A server answers, but what is there cannot be used: wrong password, too old, not UTF8, not migrated, another product.
public final class StoreUnusable extends StoreException {

    public StoreUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
