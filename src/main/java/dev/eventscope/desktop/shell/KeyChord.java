package dev.eventscope.desktop.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A key with its modifiers, as a person writes it: `Ctrl+K`, `Alt+Left`, `Shift+B`, `[`, `1`, `Space`.
///
/// Shape: signs are matched by what they type, so that they work where the keyboard has them elsewhere.
record KeyChord(String key, boolean ctrl, boolean alt, boolean shift) {

    private static final Map<String, KeyCode> SIGNS = Map.of("[", KeyCode.OPEN_BRACKET, "]", KeyCode.CLOSE_BRACKET,
            ",", KeyCode.COMMA, ".", KeyCode.PERIOD, "/", KeyCode.SLASH);
    private static final Map<String, KeyCode> NAMES = Map.ofEntries(Map.entry("Left", KeyCode.LEFT),
            Map.entry("Right", KeyCode.RIGHT), Map.entry("Up", KeyCode.UP), Map.entry("Down", KeyCode.DOWN),
            Map.entry("Home", KeyCode.HOME), Map.entry("End", KeyCode.END), Map.entry("Space", KeyCode.SPACE),
            Map.entry("Enter", KeyCode.ENTER), Map.entry("Esc", KeyCode.ESCAPE),
            Map.entry("PageUp", KeyCode.PAGE_UP), Map.entry("PageDown", KeyCode.PAGE_DOWN),
            Map.entry("Delete", KeyCode.DELETE), Map.entry("F5", KeyCode.F5));

    /// Errors: `IllegalArgumentException` for a key that is not known: a defect of ours.
    static KeyChord parse(String text) {
        List<String> parts = Arrays.asList(text.split("\\+", -1));
        String key = parts.getLast();
        if (key.length() != 1 && !NAMES.containsKey(key)) {
            throw new IllegalArgumentException("unknown key '" + text + "'");
        }
        return new KeyChord(key, parts.contains("Ctrl"), parts.contains("Alt"), parts.contains("Shift"));
    }

    boolean matches(KeyEvent event) {
        if (event.isShortcutDown() != ctrl || event.isAltDown() != alt) {
            return false;
        }
        KeyCode named = NAMES.get(key);
        if (named != null) {
            return event.getCode() == named && event.isShiftDown() == shift;
        }
        char c = key.charAt(0);
        if (Character.isLetter(c)) {
            return event.getCode() == KeyCode.getKeyCode(key.toUpperCase(Locale.ROOT)) && event.isShiftDown() == shift;
        }
        return event.getText().equals(key) || matchesPlace(event, c);
    }

    /// Whether it types something or could be typed, so that a text field has to come first.
    boolean isTyping() {
        return !ctrl && !alt && key.length() == 1;
    }

    /// Whether a focused control may want it before a pane: arrows, Home, Space, Enter.
    boolean belongsToControls() {
        return !ctrl && !alt && NAMES.containsKey(key);
    }

    /// Where the platform gives no text with a key press, by the place of the key on an American keyboard.
    private boolean matchesPlace(KeyEvent event, char c) {
        if (Character.isDigit(c)) {
            return !event.isShiftDown() && (event.getCode() == KeyCode.getKeyCode(key)
                    || event.getCode() == KeyCode.getKeyCode("Numpad " + key));
        }
        if (c == '?') {
            return event.isShiftDown() && event.getCode() == KeyCode.SLASH;
        }
        return !event.isShiftDown() && event.getCode() == SIGNS.get(key);
    }
}
