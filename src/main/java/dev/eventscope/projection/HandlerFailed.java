package dev.eventscope.projection;

import java.util.Objects;

/// The handler failed on what it was given: not for want of a connection, so trying the same again at once is no use.
final class HandlerFailed extends RuntimeException {

    HandlerFailed(RuntimeException cause) {
        super(cause);
    }

    HandlingError error() {
        return HandlingError.of(Objects.requireNonNull(getCause()));
    }
}
