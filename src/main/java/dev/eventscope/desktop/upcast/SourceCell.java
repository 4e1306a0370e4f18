package dev.eventscope.desktop.upcast;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A source of rules in the chooser.
final class SourceCell extends ListCell<RuleSource> {

    static void show(ComboBox<RuleSource> chooser) {
        chooser.setCellFactory(_ -> new SourceCell());
        chooser.setButtonCell(new SourceCell());
        chooser.setConverter(new Name());
        chooser.setPlaceholder(nothing());
    }

    /// Stands in the list where there is nothing to choose.
    private static Label nothing() {
        Label nothing = new Label("No rules yet: open a file, or type them here");
        nothing.setId("rulesChoiceEmpty");
        nothing.getStyleClass().addAll("small", "muted");
        nothing.setWrapText(true);
        return nothing;
    }

    @Override
    protected void updateItem(@Nullable RuleSource source, boolean empty) {
        super.updateItem(source, empty);
        setText(source == null || empty ? null : source.label());
        setGraphic(source == null || empty ? null : new FontIcon("fth-file-text"));
    }

    /// For a source that is not in the list; nothing is ever typed.
    private static final class Name extends StringConverter<RuleSource> {
        @Override
        public String toString(@Nullable RuleSource source) {
            return source == null ? "" : source.label();
        }

        @Override
        public @Nullable RuleSource fromString(String text) {
            return null;
        }
    }
}
