package dev.eventscope.portfolio.demo;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.StoreException;

/// The demo store cannot be built, repaired or reset. The message says what to do.
public final class DemoStoreFailed extends StoreException {

    DemoStoreFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
