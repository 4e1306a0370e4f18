package dev.eventscope.desktop.replay;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.replay.shown.StateRow;
import dev.eventscope.desktop.replay.shown.StateRows;
import dev.eventscope.desktop.replay.shown.StateTree;
import dev.eventscope.desktop.replay.shown.Texts;
import dev.eventscope.replay.Blame;

/// The state at a version, the fields that are watched, and who wrote the one that is chosen.
final class StatePartView {

    private static final PseudoClass GLOWING = PseudoClass.getPseudoClass("glowing");
    private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
    private static final double GLOW_MS = 600;
    /// Who moves on within this does not want to know who wrote what.
    private static final Duration SETTLED = Duration.millis(180);

    @FXML
    private Label stateTitle;
    @FXML
    private Label stateFact;
    @FXML
    private StateTree stateTree;
    @FXML
    private WatchList watchList;
    @FXML
    private WriterBox writerBox;

    private final ReplayModels models;
    private final ReplayViewModel model;
    private final Theme theme;
    private final PauseTransition settling = new PauseTransition(SETTLED);
    private final PauseTransition glowing = new PauseTransition();

    StatePartView(ReplayModels models, Theme theme) {
        this.models = models;
        this.model = models.place();
        this.theme = theme;
    }

    @FXML
    private void initialize() {
        stateTree.asks(new Asking());
        watchList.bind(models);
        writerBox.bind(models, path -> writer(path, true), this::watch);
        glowing.setOnFinished(_ -> stateTree.pseudoClassStateChanged(GLOWING, false));
        settling.setOnFinished(_ -> models.writers().settle());
        stateTree.getSelectionModel().selectedItemProperty().subscribe(row -> writerBox.show(row));
        model.shownProperty().addListener((_, old, now) -> show(now, old == null ? -1 : old.version()));
        model.pendingProperty().subscribe(this::showTitle);
        model.indexProperty().addListener((_, _, _) -> showTitle());
        models.writers().blameProperty().subscribe(this::showWriters);
        models.watches().paths().addListener((ListChangeListener<String>) _ -> stateTree.refresh());
        show(null, -1);
    }

    /// Walks to the last writer of the chosen field, or to the one before it.
    void walk(boolean before) {
        chosen().ifPresent(path -> writer(path, before));
    }

    void watchChosen() {
        chosen().ifPresent(this::watch);
    }

    /// Chooses the first value that has changed since the first version and watches it: for a look at it.
    void watchFirst() {
        stateTree.allRows().stream().filter(row -> row.kind() == StateRow.Kind.VALUE
                && row.version() > model.track().version(0))
                .map(StateRow::path).findFirst().ifPresent(path -> {
                    stateTree.choose(path);
                    watch(path);
                });
    }

    private Optional<String> chosen() {
        return stateTree.chosenPath();
    }

    private void watch(String path) {
        if (!models.watches().toggle(path)) {
            models.workspace().notices()
                    .info("At most " + Watches.MOST + " fields are watched: watch another one no longer");
        }
    }

    private void writer(String path, boolean before) {
        stateTree.choose(path);
        models.writers().walk(path, before, () -> models.workspace().notices()
                .info(before ? "Nothing wrote this field before that" : "Nothing wrote this field"));
    }

    private void showTitle() {
        Shown shown = model.shownProperty().get();
        int index = model.indexProperty().get();
        boolean pending = model.pendingProperty().get() && index >= 0;
        stateTree.pseudoClassStateChanged(PENDING, pending);
        stateTitle.setText(pending
                ? "Reading v" + model.track().version(index)
                : shown == null ? "State" : "State at v" + shown.state().version());
    }

    private void show(@Nullable Shown shown, long before) {
        showTitle();
        stateFact.setText(shown == null ? "" : Texts.rows(shown.rows()));
        if (shown == null) {
            stateTree.clear();
        } else {
            stateTree.show(shown.rows(), shown.ages());
        }
        if (shown != null && shown.version() != before) {
            glow();
        }
        settling.playFromStart();
    }

    private void showWriters(@Nullable Blame blame) {
        if (blame != null) {
            stateTree.showRemoved(StateRows.removed(blame, model.track().version(0)));
        }
        writerBox.show(stateTree.getSelectionModel().getSelectedItem());
    }

    /// What changed stands out at first, then holds.
    private void glow() {
        stateTree.pseudoClassStateChanged(GLOWING, true);
        glowing.setDuration(theme.motion(GLOW_MS));
        glowing.playFromStart();
    }

    private final class Asking implements StateTree.Asked {

        @Override
        public boolean isWatched(String path) {
            return models.watches().isWatched(path);
        }

        @Override
        public void watch(String path) {
            StatePartView.this.watch(path);
        }

        @Override
        public void writer(String path, boolean before) {
            StatePartView.this.writer(path, before);
        }
    }
}
