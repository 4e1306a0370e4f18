package dev.eventscope.desktop.workspace;

/// How the Sagas view is to stand that is jumped to in order to re-drive: the saga on show, the dialog open. Nothing is sent.
public record RedriveWanted(String sagaId) {}
