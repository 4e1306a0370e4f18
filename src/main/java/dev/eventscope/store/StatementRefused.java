package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// The database refused a statement or a value for what it says.
public final class StatementRefused extends StoreException {

    public StatementRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
