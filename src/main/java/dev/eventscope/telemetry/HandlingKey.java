package dev.eventscope.telemetry;

/// Whose figures they are: one handler's, for one type of event.
public record HandlingKey(String eventType, Operation operation, String handler) {}
