package dev.eventscope.desktop.replay.predicate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.eventscope.desktop.replay.predicate.PredicateModel.Language;
import dev.eventscope.desktop.workspace.FilterLine;
import dev.eventscope.desktop.workspace.Workspace;

/// The predicate as text: the language it is written in, and the line of that language.
public final class PredicateLine extends HBox {

    private static final String FILTER = "A filter, in which data.… is the state";
    private static final String EXPRESSION = "An expression (CEL) over state and event, or the name of a predicate of the profile";

    private final ToggleButton asFilter = toggle("filterLanguageButton", "Filter", FILTER);
    private final ToggleButton asExpression = toggle("expressionLanguageButton", "Expr", EXPRESSION);

    /// Shape: `fields` are dotted paths within the state on show, for completion; asked on the FX thread.
    public PredicateLine(Workspace workspace, PredicateModel model, Supplier<List<String>> fields) {
        getStyleClass().add("predicate-line");
        FilterLine filter = new FilterLine(workspace, "predicateField", "a predicate on the state: data.size>4000");
        filter.onApply(model::use);
        ExpressionLine expression = new ExpressionLine(model,
                () -> new ExpressionCompletion(predicates(workspace), fields.get()));
        HBox languages = new HBox(asFilter, asExpression);
        languages.getStyleClass().add("segments");
        languages.setMinWidth(USE_PREF_SIZE);
        asFilter.setOnAction(_ -> model.languageProperty().set(Language.FILTER));
        asExpression.setOnAction(_ -> model.languageProperty().set(Language.EXPRESSION));
        for (Node line : List.of(filter, expression)) {
            HBox.setHgrow(line, Priority.ALWAYS);
            line.managedProperty().bind(line.visibleProperty());
        }
        getChildren().addAll(languages, filter, expression);
        model.languageProperty().subscribe(language -> {
            asFilter.setSelected(language == Language.FILTER);
            asExpression.setSelected(language == Language.EXPRESSION);
            filter.setVisible(language == Language.FILTER);
            expression.setVisible(language == Language.EXPRESSION);
        });
    }

    private static Map<String, String> predicates(Workspace workspace) {
        Map<String, String> texts = new LinkedHashMap<>();
        workspace.profile().predicates().forEach((name, predicate) -> texts.put(name, predicate.text()));
        return texts;
    }

    private static ToggleButton toggle(String id, String text, String what) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.setAccessibleText(what);
        button.setTooltip(new Tooltip(what));
        return button;
    }
}
