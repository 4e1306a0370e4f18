package dev.eventscope.saga;

/// Why an attempt failed.
///
/// Shape: of a message that is longer than [#MOST_CHARS] the beginning is kept, with how much more there was.
public record StepError(String errorClass, String message) {

    static final int MOST_CHARS = 10_000;

    public StepError {
        if (message.length() > MOST_CHARS + 100) {
            int end = Character.isHighSurrogate(message.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
            message = message.substring(0, end) + "… (" + (message.length() - end) + " more characters)";
        }
    }

    @Override
    public String toString() {
        return errorClass + ": " + message;
    }
}
