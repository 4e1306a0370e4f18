package dev.eventscope.desktop.timeline;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TableView;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import dev.eventscope.desktop.fx.Png;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.store.OpenStore;

class ShotsTest {

    @Test
    void paint_the_story() throws Exception {
        FxToolkit.registerPrimaryStage();
        shot("home-dark-1052", Theme.Mode.DARK, 1052, 788, false);
        shot("sel-dark-1052", Theme.Mode.DARK, 1052, 788, true);
        shot("sel-light-1052", Theme.Mode.LIGHT, 1052, 788, true);
        shot("sel-dark-732", Theme.Mode.DARK, 732, 660, true);
        shot("sel-dark-1900", Theme.Mode.DARK, 1900, 1300, true);
    }

    private void shot(String name, Theme.Mode mode, double w, double h, boolean select) {
        Theme theme = new Theme();
        Workspace workspace = Workspace.direct(Clock.systemUTC());
        Scene scene = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            TimelinePane pane = new TimelinePane(new Frame(workspace, null, theme));
            Scene made = new Scene(pane.root(), w, h);
            theme.modeProperty().set(mode);
            theme.dress(made);
            made.getRoot().applyCss();
            made.getRoot().layout();
            HeldReader reader = new HeldReader(Story.ofOneCommit());
            workspace.open(new Session("demo", "PostgreSQL", new OpenStore(null, null, reader)));
            pane.shown();
            if (select) {
                workspace.selection().set(Selected.of(reader.findEvent("sync-7f31.git3+").orElseThrow().header()));
            }
            return made;
        });
        for (int i = 0; i < 6; i++) {
            WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
                scene.getRoot().applyCss();
                scene.getRoot().layout();
                if (select) {
                    scene.getRoot().lookup("#timelineCanvas").requestFocus();
                }
            });
        }
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Png.write(scene, Path.of("target/shots/" + name + ".png")));
    }
}
