package dev.eventscope.desktop.replay.predicate;

import java.util.List;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import javafx.util.StringConverter;

import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.replay.predicate.ExpressionCompletion.Suggestion;

/// An expression as text, beside the filter line and of its looks: handed on at Enter, or when typing rests.
///
/// Shape: what is wrong stands at the right; a click takes the caret to it.
final class ExpressionLine extends HBox {

    private static final Duration TYPING_PAUSE = Duration.millis(500);
    private static final int MOST_ROWS = 10;

    private final PredicateModel model;
    private final TextField field = new TextField();
    private final Label status = new Label();
    private final Button clear = new Button(null, new FontIcon("fth-x"));
    private final PauseTransition pause = new PauseTransition(TYPING_PAUSE);
    /// Read by the thread that makes suggestions.
    private volatile ExpressionCompletion completion = ExpressionCompletion.NOTHING;
    private volatile int caret;

    ExpressionLine(PredicateModel model, Supplier<ExpressionCompletion> known) {
        this.model = model;
        getStyleClass().add("filter-line");
        field.setId("expressionField");
        field.setPromptText("state.size > 4000, or the name of a predicate of the profile");
        field.setAccessibleText("Predicate as an expression over state and event");
        field.getStyleClass().addAll("compact", "mono", "bare");
        field.setMinWidth(160);
        HBox.setHgrow(field, Priority.ALWAYS);
        status.setId("expressionMessage");
        status.getStyleClass().addAll("small", "danger");
        status.setCursor(Cursor.HAND);
        status.setMinWidth(0);
        status.setOnMouseClicked(_ -> goToWrong());
        clear.getStyleClass().addAll("icon", "compact");
        clear.setId("clearExpressionButton");
        clear.setAccessibleText("Clear the expression");
        clear.setTooltip(new Tooltip("Clear the expression"));
        clear.setMinWidth(USE_PREF_SIZE);
        clear.setOnAction(_ -> set(""));
        getChildren().addAll(new FontIcon("fth-code"), field, status, clear);
        for (Node node : List.of(status, clear)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        listen();
        complete(known);
    }

    private void listen() {
        field.setOnAction(_ -> apply());
        pause.setOnFinished(_ -> apply());
        field.textProperty().subscribe(text -> {
            clear.setVisible(!text.isEmpty());
            pause.playFromStart();
        });
        field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && getParent() != null) {
                event.consume();
                getParent().requestFocus();
            }
        });
        model.problemProperty().subscribe(this::show);
        model.writtenProperty().subscribe(text -> {
            if (!text.equals(field.getText().strip())) {
                field.setText(text);
            }
        });
    }

    private void complete(Supplier<ExpressionCompletion> known) {
        field.caretPositionProperty().subscribe(position -> caret = position.intValue());
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                completion = known.get();
            }
        });
        AutoCompletionBinding<Suggestion> binding = TextFields.bindAutoCompletion(field, request -> {
            String text = request.getUserText();
            return completion.suggest(text, Math.min(caret, text.length()));
        }, new StringConverter<>() {
            @Override
            public String toString(@Nullable Suggestion suggestion) {
                return suggestion == null ? "" : suggestion.text();
            }

            @Override
            public @Nullable Suggestion fromString(String text) {
                return null;
            }
        });
        binding.setVisibleRowCount(MOST_ROWS);
        binding.minWidthProperty().set(360);
        binding.setOnAutoCompleted(event -> field.positionCaret(event.getCompletion().caret()));
    }

    private void set(String text) {
        field.setText(text);
        apply();
    }

    private void apply() {
        pause.stop();
        String text = field.getText().strip();
        if (!text.equals(model.writtenProperty().get())) {
            model.write(text);
        }
    }

    private void show(PredicateModel.Problem problem) {
        getStyleClass().remove("invalid");
        field.setTooltip(null);
        status.setText(problem.message());
        status.setTooltip(new Tooltip(problem.message()));
        status.setVisible(!problem.isNone());
        if (!problem.isNone()) {
            getStyleClass().add("invalid");
            field.setTooltip(new Tooltip(problem.message()));
        }
    }

    private void goToWrong() {
        field.requestFocus();
        field.positionCaret(Math.min(model.problemProperty().get().at(), field.getLength()));
    }
}
