package dev.eventscope.desktop.workspace;

import java.util.ArrayList;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.util.StringConverter;

import impl.org.controlsfx.skin.AutoCompletePopup;
import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.FilterCompletion;

/// Offers under a field what may stand in a filter where the caret is.
///
/// Shape: Tab takes the first offer, Enter and Tab the one that an arrow key went to. Enter before any arrow key means what
///        was typed: `order` is not turned into `type:OrderPlaced`.
final class FilterCompleter {

    private static final int MOST_ROWS = 10;

    /// The whole text with what is taken, where the caret goes then, what is put in, and what that is.
    private record Completion(String text, int caret, String insert, String label) {
        @Override
        public String toString() {
            return label.isEmpty() ? insert : insert + "   " + label;
        }
    }

    private final TextField field;
    private final Vocabulary vocabulary;
    private final AutoCompletePopup<Completion> popup;
    /// Whether an arrow key has been in the offers since the last letter.
    private boolean chosen;
    /// Read by the thread that makes completions.
    private volatile int caret;

    FilterCompleter(TextField field, Vocabulary vocabulary) {
        this.field = field;
        this.vocabulary = vocabulary;
        field.caretPositionProperty().subscribe(position -> caret = position.intValue());
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                vocabulary.learn();
            }
        });
        AutoCompletionBinding<Completion> binding = TextFields.bindAutoCompletion(field,
                request -> suggest(request.getUserText()), new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Completion completion) {
                        return completion == null ? "" : completion.text();
                    }

                    @Override
                    public @Nullable Completion fromString(String text) {
                        return null;
                    }
                });
        binding.setVisibleRowCount(MOST_ROWS);
        binding.minWidthProperty().set(360);
        binding.setOnAutoCompleted(event -> field.positionCaret(event.getCompletion().caret()));
        popup = binding.getAutoCompletionPopup();
        popup.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        field.textProperty().subscribe(_ -> choose(false));
    }

    /// The list of offers stands on its first row as soon as it is there, and would take that at Enter.
    private void onKey(KeyEvent key) {
        switch (key.getCode()) {
            case ENTER -> {
                if (!chosen) {
                    key.consume();
                    popup.hide();
                    field.fireEvent(new ActionEvent(field, field));
                }
            }
            case DOWN, UP -> {
                if (!chosen) {
                    key.consume();
                    choose(true);
                }
            }
            default -> {
            }
        }
    }

    private void choose(boolean now) {
        chosen = now;
        popup.getStyleClass().remove("unchosen");
        if (!now) {
            popup.getStyleClass().add("unchosen");
        }
    }

    /// Runs on a thread of the completion's own.
    private List<Completion> suggest(String text) {
        FilterCompletion completion = FilterCompletion.suggest(text, Math.min(caret, text.length()), vocabulary.now());
        List<Completion> found = new ArrayList<>();
        for (FilterCompletion.Suggestion suggestion : completion.suggestions()) {
            String whole = completion.apply(text, suggestion);
            if (!whole.equals(text)) {
                found.add(new Completion(whole, completion.from() + suggestion.insert().length(), suggestion.insert(),
                        suggestion.label()));
            }
        }
        return found;
    }
}
