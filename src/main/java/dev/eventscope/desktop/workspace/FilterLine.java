package dev.eventscope.desktop.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.StringProperty;
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
import javafx.util.StringConverter;

import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterCompletion;
import dev.eventscope.rules.FilterVocabulary;
import dev.eventscope.rules.MalformedFilter;
import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.TypeSummary;

/// A filter as text, in the one grammar: completed while it is typed, always visible, edited in place.
///
/// Shape: a filter is handed on at Enter, or when typing rests for a moment and it can be read. One that cannot be read
///        is marked, and says why as its tooltip and in the status; the last good one stays in force.
/// Threads: FX thread.
public final class FilterLine extends HBox {

    private static final Duration TYPING_PAUSE = Duration.millis(500);
    private static final int MOST_STREAMS = 10;

    /// One completion: the whole text with it, and what it is.
    private record Completion(String text, String insert, String label) {
        @Override
        public String toString() {
            return label.isEmpty() ? insert : insert + "   " + label;
        }
    }

    private final Workspace workspace;
    private final TextField field = new TextField();
    private final Label status = new Label();
    private final Button clear = new Button(null, new FontIcon("fth-x"));
    private final PauseTransition pause = new PauseTransition(TYPING_PAUSE);
    private final Background.Line learning;
    private @Nullable Session learned;
    /// Read by the thread that makes completions.
    private volatile Names names = new Names(List.of(), List.of());
    private String applied = "";
    private String fact = "";
    private Consumer<Filter> onApply = _ -> {};

    /// `id` is the field's: `streamFilterField`.
    public FilterLine(Workspace workspace, String id, String prompt) {
        this.workspace = workspace;
        learning = workspace.background().line();
        getStyleClass().add("filter-line");
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText("Filter");
        field.getStyleClass().addAll("compact", "mono", "bare");
        HBox.setHgrow(field, Priority.ALWAYS);
        status.getStyleClass().addAll("small", "muted");
        status.setMinWidth(Region.USE_PREF_SIZE);
        clear.getStyleClass().addAll("icon", "compact");
        clear.setAccessibleText("Clear the filter");
        clear.setTooltip(new Tooltip("Clear the filter"));
        clear.setOnAction(_ -> set(""));
        getChildren().addAll(new FontIcon("fth-filter"), field, status, clear);
        field.textProperty().subscribe(text -> {
            clear.setVisible(!text.isEmpty());
            clear.setManaged(!text.isEmpty());
            pause.playFromStart();
        });
        pause.setOnFinished(_ -> apply());
        field.setOnAction(_ -> apply());
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::onEscape);
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                learn();
            }
        });
        complete();
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
        status.setText(text);
    }

    @Override
    public void requestFocus() {
        field.requestFocus();
    }

    private void apply() {
        pause.stop();
        String text = field.getText().strip();
        Optional<Filter> filter = read(text);
        if (filter.isPresent() && !text.equals(applied)) {
            applied = text;
            onApply.accept(filter.get());
        }
    }

    private Optional<Filter> read(String text) {
        getStyleClass().remove("invalid");
        field.setTooltip(null);
        status.getStyleClass().remove("danger");
        status.setText(fact);
        try {
            return Optional.of(Filter.parse(text, workspace.clock()));
        } catch (MalformedFilter e) {
            getStyleClass().add("invalid");
            field.setTooltip(new Tooltip(e.getMessage()));
            status.getStyleClass().add("danger");
            status.setText(e.getMessage());
            return Optional.empty();
        }
    }

    private void onEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && getParent() != null) {
            event.consume();
            getParent().requestFocus();
        }
    }

    /// Reads the names of types and categories, once a store, when they may be wanted: it costs a pass over the store.
    private void learn() {
        Session session = workspace.session();
        if (session != null && !session.equals(learned)) {
            learned = session;
            EventReader reader = session.reader();
            learning.run(() -> new Names(reader.readTypes().stream().map(TypeSummary::type).distinct().toList(),
                    reader.readCategories().stream().map(CategorySummary::category).toList()))
                    .orElse(_ -> learned = null)
                    .then(read -> names = read);
        }
    }

    private record Names(List<String> types, List<String> categories) {}

    private void complete() {
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
        binding.setVisibleRowCount(MOST_STREAMS);
        binding.minWidthProperty().set(360);
    }

    /// Runs on a thread of the completion's own.
    private List<Completion> suggest(String text) {
        FilterVocabulary vocabulary = FilterVocabulary.of(names.types(), names.categories(), this::streams);
        FilterCompletion completion = FilterCompletion.suggest(text, text.length(), vocabulary);
        List<Completion> found = new ArrayList<>();
        for (FilterCompletion.Suggestion suggestion : completion.suggestions()) {
            String whole = completion.apply(text, suggestion);
            if (!whole.equals(text)) {
                found.add(new Completion(whole, suggestion.insert(), suggestion.label()));
            }
        }
        return found;
    }

    private List<String> streams(String beginning) {
        Session session = workspace.session();
        if (session == null) {
            return List.of();
        }
        String part = beginning.replace("*", "");
        return session.reader().readStreams(new StreamQuery(null, part.isEmpty() ? null : part, null, MOST_STREAMS))
                .stream().map(stream -> stream.stream().name()).toList();
    }
}
