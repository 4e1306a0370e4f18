package dev.eventscope.desktop.saga;

/// Tells a selection that follows the model from one that a person makes.
final class Following {

    private boolean isOn;

    /// Whether the selection changes because the model has.
    boolean isOn() {
        return isOn;
    }

    /// Changes a selection without making it a choice.
    void follow(Runnable change) {
        boolean before = isOn;
        isOn = true;
        try {
            change.run();
        } finally {
            isOn = before;
        }
    }
}
