package dev.eventscope.desktop.fx;

/// What an event says of a saga, by the name of its type. A saga is a stream like any other; these names are its words.
public enum SagaPart {
    NONE, STARTED, STEP_STARTED, STEP_SUCCEEDED, STEP_FAILED, STEP_UNKNOWN, STEP_OTHER, COMPENSATION_STARTED, COMPLETED, ENDED, FAILED, OTHER;

    public static SagaPart of(String type) {
        return switch (type) {
            case "SagaStarted" -> STARTED;
            case "StepStarted", "StepCompensationStarted" -> STEP_STARTED;
            case "StepSucceeded", "StepCompensated" -> STEP_SUCCEEDED;
            case "StepFailed", "StepCompensationFailed" -> STEP_FAILED;
            case "StepUnknown" -> STEP_UNKNOWN;
            case "CompensationStarted" -> COMPENSATION_STARTED;
            case "SagaCompleted" -> COMPLETED;
            case "SagaFailed", "CompensationFailed" -> FAILED;
            case "SagaCancelled", "SagaCompensated", "CompensationCompleted" -> ENDED;
            default -> type.startsWith("Step") ? STEP_OTHER : type.startsWith("Saga") ? OTHER : NONE;
        };
    }

    /// A step is under way after this event.
    public boolean opensStep() {
        return this == STEP_STARTED;
    }

    public boolean closesStep() {
        return this == STEP_SUCCEEDED || this == STEP_FAILED || this == STEP_UNKNOWN;
    }

    /// Whether a stream with this event is drawn as a saga. `StepTaken` of somebody's own words alone is not enough.
    public boolean tellsSaga() {
        return this != NONE && this != STEP_OTHER;
    }
}
