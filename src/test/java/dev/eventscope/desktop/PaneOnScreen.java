package dev.eventscope.desktop;

import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Pane;
import dev.eventscope.desktop.workspace.Workspace;

/// A pane alone in a window of a test.
public final class PaneOnScreen {

    private PaneOnScreen() {}

    /// Puts a pane into a window without dialogs. Threads: FX thread.
    public static <P extends Pane> P open(Stage stage, Workspace workspace, Function<Frame, P> make, double width,
            double height) {
        Theme theme = new Theme();
        P pane = make.apply(new Frame(workspace, Dialogs.none(), theme));
        Scene scene = new Scene(new StackPane(pane.root()), width, height);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        return pane;
    }
}
