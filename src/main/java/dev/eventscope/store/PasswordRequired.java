package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// The server asks for a password, and none was known.
public final class PasswordRequired extends StoreException {

    public PasswordRequired(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
