package dev.eventscope.desktop.shell;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.workspace.KeyAction;

/// All keys that work now: the window's, and those of the view on screen.
final class HelpSheet extends VBox {

    private final Button close = new Button(null, new FontIcon("fth-x"));

    HelpSheet(List<KeyAction> everywhere, String viewTitle, List<KeyAction> inView, Runnable onClose) {
        setId("helpSheet");
        getStyleClass().addAll("dialog-box", "help-sheet");
        Label title = new Label("Keys");
        title.getStyleClass().add("headline");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        close.getStyleClass().add("icon");
        close.setAccessibleText("Close");
        close.setOnAction(_ -> onClose.run());
        HBox head = new HBox(title, close);
        head.getStyleClass().add("dialog-head");
        HBox columns = new HBox(column("Everywhere", everywhere));
        columns.getStyleClass().add("help-columns");
        if (!inView.isEmpty()) {
            columns.getChildren().add(column(viewTitle, inView));
        }
        Label note = new Label(
                "Keys without Ctrl or Alt rest while a text field has the focus. No single key ever writes.");
        note.getStyleClass().addAll("small", "muted");
        HBox foot = new HBox(note);
        foot.getStyleClass().add("dialog-foot");
        getChildren().addAll(head, columns, foot);
    }

    Button firstFocus() {
        return close;
    }

    private static VBox column(String name, List<KeyAction> actions) {
        Label title = new Label(name);
        title.getStyleClass().add("section-head");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("help-grid");
        for (int i = 0; i < actions.size(); i++) {
            Label key = new Label(actions.get(i).keys().replace("Left", "←").replace("Right", "→").replace("Up", "↑")
                    .replace("Down", "↓"));
            key.getStyleClass().add("key");
            key.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(key, 0, i);
            grid.add(new Label(actions.get(i).does()), 1, i);
        }
        VBox column = new VBox(title, grid);
        column.getStyleClass().add("help-column");
        return column;
    }
}
