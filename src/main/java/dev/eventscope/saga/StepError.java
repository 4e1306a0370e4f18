package dev.eventscope.saga;

/// Why an attempt failed.
public record StepError(String errorClass, String message) {

    @Override
    public String toString() {
        return errorClass + ": " + message;
    }
}
