package dev.eventscope.desktop.workspace;

/// A bare count beside a tab's name, and the same fact in the status bar: `7`, `7 failed steps`.
public record Badge(Tone tone, long count, String sentence) {

    public enum Tone {
        DANGER, WARN
    }
}
