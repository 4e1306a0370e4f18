package dev.eventscope.desktop.workspace;

/// A key and what it does. The shell runs it, lists it under `?`, and offers it in the omnibox as a command.
///
/// Shape: `keys` is written as a person reads it: `B`, `Shift+B`, `Ctrl+D`, `Space`, `Left`, `Home`, `[`, `,`. `does` is a
///        short phrase without a full stop: `previous event in the lane`.
///        Letters, signs and Ctrl combinations reach the pane before the focused control does, but never while a text
///        field has the focus; arrows, Home, End, Space, Enter and Escape only where the focused control leaves them.
public record KeyAction(String keys, String does, Runnable run) {}
