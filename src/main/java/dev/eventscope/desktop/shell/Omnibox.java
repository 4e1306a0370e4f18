package dev.eventscope.desktop.shell;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.shell.OmniboxViewModel.Suggestion;
import dev.eventscope.desktop.workspace.KeyAction;

/// The field in the top bar and the list under it. Up, Down and Enter choose; Esc leaves.
final class Omnibox {

    private static final double ROW_HEIGHT = 28;
    private static final int MOST_ROWS = 12;
    private static final Duration TYPING_PAUSE = Duration.millis(120);

    private final TextField field;
    private final Pane floor;
    private final OmniboxViewModel model;
    private final ListView<Suggestion> list = new ListView<>();
    private final Label hint = new Label();
    private final VBox popup = new VBox(list, hint);
    private final PauseTransition pause = new PauseTransition(TYPING_PAUSE);

    /// `floor` is a layer over the window in which the list floats.
    Omnibox(TextField field, Pane floor, OmniboxViewModel model) {
        this.field = field;
        this.floor = floor;
        this.model = model;
        popup.getStyleClass().addAll("floating", "omnibox-popup");
        popup.setId("omniboxPopup");
        popup.setVisible(false);
        floor.getChildren().add(popup);
        list.setItems(model.suggestions());
        list.setCellFactory(_ -> new Row());
        list.setFixedCellSize(ROW_HEIGHT);
        list.setFocusTraversable(false);
        list.setId("omniboxList");
        hint.getStyleClass().addAll("small", "muted", "omnibox-hint");
        hint.setWrapText(true);
        hint.managedProperty().bind(hint.visibleProperty());
        list.managedProperty().bind(list.visibleProperty());
        model.hintProperty().subscribe(text -> {
            hint.setText(text);
            hint.setVisible(!text.isEmpty());
        });
        model.suggestions().addListener((ListChangeListener<Suggestion>) _ -> fit());
        pause.setOnFinished(_ -> model.type(field.getText()));
        field.textProperty().addListener((_, _, _) -> pause.playFromStart());
        field.focusedProperty().subscribe(this::onFocus);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        fit();
    }

    List<KeyAction> keys() {
        return List.of(new KeyAction("Ctrl+K", "go to or search", () -> open("")),
                new KeyAction("/", "go to or search", () -> open("")),
                new KeyAction("Ctrl+Shift+P", "all commands", () -> open(">")));
    }

    /// Puts the caret into the field, with a beginning that says what is looked for: `>` for commands.
    private void open(String beginning) {
        field.requestFocus();
        field.setText(beginning);
        field.end();
        if (beginning.isEmpty()) {
            field.selectAll();
        }
        model.type(beginning);
        onFocus(true);
    }

    private void onFocus(boolean focused) {
        popup.setVisible(focused);
        if (focused) {
            model.type(field.getText());
            fit();
        }
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case ENTER -> choose();
            case ESCAPE -> leave();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int size = model.suggestions().size();
        if (size > 0) {
            int at = list.getSelectionModel().getSelectedIndex() + by;
            list.getSelectionModel().select(Math.floorMod(at, size));
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - MOST_ROWS + 1));
        }
    }

    /// Enter takes the chosen line, else the first, so that a whole id needs no arrow key.
    private void choose() {
        Suggestion chosen = list.getSelectionModel().getSelectedItem();
        if (chosen == null && !model.suggestions().isEmpty()) {
            chosen = model.suggestions().getFirst();
        }
        if (chosen != null) {
            leave();
            chosen.go().run();
        }
    }

    private void leave() {
        popup.setVisible(false);
        field.clear();
        floor.requestFocus();
    }

    private void fit() {
        int rows = Math.min(MOST_ROWS, model.suggestions().size());
        list.setVisible(rows > 0);
        list.setPrefHeight(rows * ROW_HEIGHT);
        list.getSelectionModel().select(rows > 0 ? 0 : -1);
        Bounds place = floor.sceneToLocal(field.localToScene(field.getBoundsInLocal()));
        if (place != null) {
            popup.setPrefWidth(place.getWidth());
            popup.relocate(Math.rint(place.getMinX()), Math.rint(place.getMaxY() + 4));
        }
    }

    private final class Row extends ListCell<Suggestion> {

        private final Label title = new Label();
        private final Label detail = new Label();
        private final Mark mark = Mark.ofCategory("");
        private final FontIcon icon = new FontIcon("fth-search");
        private final StackPane sign = new StackPane();
        private final HBox line = new HBox(sign, title, detail);

        Row() {
            title.setMinWidth(0);
            title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            detail.getStyleClass().addAll("mono", "muted");
            detail.setMinWidth(Region.USE_PREF_SIZE);
            sign.setMinWidth(16);
            line.getStyleClass().add("omnibox-row");
            addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPressed);
        }

        /// The list must not take the focus: the field would lose it, and the list would go before the click is done.
        private void onPressed(MouseEvent event) {
            event.consume();
            if (getItem() != null) {
                list.getSelectionModel().select(getItem());
                choose();
            }
        }

        @Override
        protected void updateItem(@Nullable Suggestion item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            title.setText(item.title());
            detail.setText(item.detail());
            if (item.category() == null) {
                icon.setIconLiteral(item.icon());
                sign.getChildren().setAll(icon);
            } else {
                mark.show(item.kind(), item.category());
                sign.getChildren().setAll(mark);
            }
            setGraphic(line);
        }
    }
}
