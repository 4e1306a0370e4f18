package dev.eventscope.desktop.fx;

/// Words as they stand on the screen.
public final class Words {

    private Words() {}

    /// With a capital at its beginning: phrases and messages of errors begin small.
    public static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
