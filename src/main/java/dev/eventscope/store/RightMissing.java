package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// The database refused for lack of a right. The message holds the GRANT that would give it.
public final class RightMissing extends StoreException {

    public RightMissing(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
