package dev.eventscope.desktop.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

import dev.eventscope.desktop.workspace.KeyAction;

/// Brings keys to what they do: the window's own first, then those of the pane on screen.
///
/// Shape: keys that type nothing and belong to no control work everywhere. Keys that type are off while a text field has
///        the focus. Arrows, Home, Space, Enter and Escape go to the focused control first. No pane hears a key while a
///        dialog is open.
final class KeyRouter {

    private final Scene scene;
    private final Supplier<List<KeyAction>> own;
    private final Supplier<List<KeyAction>> ofPane;
    private final BooleanSupplier dialogOpen;

    KeyRouter(Scene scene, Supplier<List<KeyAction>> own, Supplier<List<KeyAction>> ofPane,
            BooleanSupplier dialogOpen) {
        this.scene = scene;
        this.own = own;
        this.ofPane = ofPane;
        this.dialogOpen = dialogOpen;
    }

    void listen() {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> route(event, chord -> !chord.belongsToControls()));
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> route(event, KeyChord::belongsToControls));
    }

    private void route(KeyEvent event, Predicate<KeyChord> inThisPhase) {
        if (event.isConsumed()) {
            return;
        }
        find(own.get(), event, inThisPhase)
                .or(() -> dialogOpen.getAsBoolean() ? Optional.empty() : find(ofPane.get(), event, inThisPhase))
                .ifPresent(action -> {
                    event.consume();
                    action.run().run();
                });
    }

    private Optional<KeyAction> find(List<KeyAction> actions, KeyEvent event, Predicate<KeyChord> inThisPhase) {
        boolean typing = isTyping();
        for (KeyAction action : actions) {
            KeyChord chord = KeyChord.parse(action.keys());
            boolean off = (typing || dialogOpen.getAsBoolean()) && chord.isTyping();
            if (!off && inThisPhase.test(chord) && chord.matches(event)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private boolean isTyping() {
        Node focus = scene.getFocusOwner();
        return focus instanceof TextInputControl
                || (focus instanceof ComboBox<?> combo && combo.isEditable())
                || (focus instanceof Spinner<?> spinner && spinner.isEditable());
    }
}
