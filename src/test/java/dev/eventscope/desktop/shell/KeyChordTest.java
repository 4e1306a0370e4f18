package dev.eventscope.desktop.shell;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyChordTest {

    @Test
    void a_letter_needs_its_modifiers_and_no_others() {
        assertThat(matches("B", press(KeyCode.B, "b", false, false, false))).isTrue();
        assertThat(matches("B", press(KeyCode.B, "B", true, false, false))).isFalse();
        assertThat(matches("Shift+B", press(KeyCode.B, "B", true, false, false))).isTrue();
        assertThat(matches("Ctrl+K", press(KeyCode.K, "", false, true, false))).isTrue();
        assertThat(matches("K", press(KeyCode.K, "", false, true, false))).isFalse();
        assertThat(matches("Alt+Left", press(KeyCode.LEFT, "", false, false, true))).isTrue();
    }

    @Test
    void a_sign_is_known_by_what_it_types_wherever_the_key_is() {
        assertThat(matches("/", press(KeyCode.DIGIT7, "/", true, false, false))).isTrue();
        assertThat(matches("?", press(KeyCode.SLASH, "", true, false, false))).isTrue();
        assertThat(matches("[", press(KeyCode.OPEN_BRACKET, "", false, false, false))).isTrue();
        assertThat(matches("/", press(KeyCode.SLASH, "?", true, false, false))).isFalse();
    }

    @Test
    void digits_are_those_of_the_number_pad_too() {
        assertThat(matches("3", press(KeyCode.NUMPAD3, "3", false, false, false))).isTrue();
        assertThat(matches("3", press(KeyCode.DIGIT3, "", false, false, false))).isTrue();
    }

    @Test
    void an_unknown_key_is_a_defect() {
        assertThatThrownBy(() -> KeyChord.parse("Ctrl+Foo")).hasMessage("unknown key 'Ctrl+Foo'");
    }

    private static boolean matches(String chord, KeyEvent event) {
        return KeyChord.parse(chord).matches(event);
    }

    private static KeyEvent press(KeyCode code, String text, boolean shift, boolean ctrl, boolean alt) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", text, code, shift, ctrl, alt, false);
    }
}
