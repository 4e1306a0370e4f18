package dev.eventscope.projection;

import java.util.Objects;

/// Why an event could not be handled, in one line each.
record HandlingError(String errorClass, String message) {

    private static final int LONGEST = 500;

    static HandlingError of(Throwable failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "it gives no reason").lines().findFirst()
                .orElse("").replace("\0", "");
        return new HandlingError(failure.getClass().getSimpleName(),
                message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message);
    }
}
