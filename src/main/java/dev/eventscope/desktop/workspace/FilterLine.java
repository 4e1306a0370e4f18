package dev.eventscope.desktop.workspace;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.rules.Filter;
import dev.eventscope.rules.MalformedFilter;

/// A filter as text, in the one grammar: completed while it is typed, always visible, edited in place, saved by name.
///
/// Shape: a filter is handed on at Enter, or when typing rests for a moment and it can be read. One that cannot be read
///        is marked, and says why and where in the status, which a click takes the caret to; the last good one stays in
///        force.
/// Threads: FX thread.
public final class FilterLine extends HBox {

    private static final Duration TYPING_PAUSE = Duration.millis(500);

    private final Workspace workspace;
    private final TextField field = new TextField();
    private final Label status = new Label();
    private final Button clear = button("fth-x", "Clear the filter");
    private final Button save = button("fth-bookmark", "Save this filter under a name");
    private final FilterNameBox naming = new FilterNameBox(this::stopNaming);
    private final PauseTransition pause = new PauseTransition(TYPING_PAUSE);
    private String applied = "";
    private String fact = "";
    private int wrongAt = -1;
    private Consumer<Filter> onApply = _ -> {};

    /// `id` is the field's: `streamFilterField`.
    public FilterLine(Workspace workspace, String id, String prompt) {
        this.workspace = workspace;
        getStyleClass().add("filter-line");
        setUpField(id, prompt);
        status.getStyleClass().addAll("small", "muted");
        status.setMinWidth(Region.USE_PREF_SIZE);
        status.setOnMouseClicked(_ -> goToWrong());
        clear.setOnAction(_ -> set(""));
        save.setId(id.replace("Field", "SaveButton"));
        save.setOnAction(_ -> startNaming());
        HBox.setHgrow(naming, Priority.ALWAYS);
        getChildren().addAll(new FontIcon("fth-filter"), field, naming, status, save, clear);
        for (Node node : List.of(field, naming, status, save, clear)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        stopNaming();
        field.textProperty().subscribe(_ -> {
            showButtons();
            pause.playFromStart();
        });
        pause.setOnFinished(_ -> apply());
        new FilterCompleter(field, workspace.vocabulary());
    }

    /// Called with each filter that can be read, when it differs from the one before.
    public void onApply(Consumer<Filter> handler) {
        onApply = handler;
    }

    public StringProperty textProperty() {
        return field.textProperty();
    }

    /// The filter in force, as text.
    public String applied() {
        return applied;
    }

    /// Puts a filter in and hands it on at once.
    public void set(String text) {
        field.setText(text);
        apply();
    }

    /// What the filter came to, at the right: `12 of 1,204 streams`.
    public void showFact(String text) {
        fact = text;
        if (wrongAt < 0) {
            status.setText(text);
        }
    }

    @Override
    public void requestFocus() {
        field.requestFocus();
    }

    private void setUpField(String id, String prompt) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText("Filter");
        field.getStyleClass().addAll("compact", "mono", "bare");
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setOnAction(_ -> apply());
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::onEscape);
    }

    private void apply() {
        pause.stop();
        String text = field.getText().strip();
        Optional<Filter> filter = read(text);
        showButtons();
        if (filter.isPresent() && !text.equals(applied)) {
            applied = text;
            onApply.accept(filter.get());
        }
    }

    private Optional<Filter> read(String text) {
        getStyleClass().remove("invalid");
        field.setTooltip(null);
        status.getStyleClass().removeAll("danger", "link");
        status.setText(fact);
        wrongAt = -1;
        try {
            return Optional.of(Filter.parse(text, workspace.clock()));
        } catch (MalformedFilter e) {
            wrongAt = e.column() - 1;
            getStyleClass().add("invalid");
            field.setTooltip(new Tooltip(e.getMessage()));
            status.getStyleClass().addAll("link", "danger");
            status.setText(e.getMessage());
            return Optional.empty();
        }
    }

    private void goToWrong() {
        if (wrongAt >= 0) {
            field.requestFocus();
            field.positionCaret(Math.min(wrongAt, field.getLength()));
        }
    }

    private void showButtons() {
        boolean some = !field.getText().isEmpty() && !naming.isVisible();
        clear.setVisible(some);
        save.setVisible(some && wrongAt < 0);
    }

    private void startNaming() {
        apply();
        String viewId = workspace.history().currentProperty().get().viewId();
        field.setVisible(false);
        naming.setVisible(true);
        showButtons();
        naming.ask(applied, name -> workspace.saved().save(new SavedFilters.Saved(name, applied, viewId)));
    }

    private void stopNaming() {
        boolean leaving = naming.isVisible() && getScene() != null;
        naming.setVisible(false);
        field.setVisible(true);
        showButtons();
        if (leaving) {
            field.requestFocus();
        }
    }

    private void onEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && getParent() != null) {
            event.consume();
            getParent().requestFocus();
        }
    }

    private static Button button(String icon, String name) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("icon", "compact");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
