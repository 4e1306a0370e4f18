package dev.eventscope.desktop.replay;

import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.replay.predicate.PredicateModel;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.replay.whatif.PayloadEditor;
import dev.eventscope.desktop.replay.whatif.UpcasterChoice;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.LoadedPane;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.TourStop;
import dev.eventscope.replay.Replay;

/// The Replay view as a pane of the window.
public final class ReplayPane extends LoadedPane {

    private final ReplayViewModel model;
    private final ReplayModels models;
    private final ReplayView view;
    private final LookoutView lookout;
    private final StatePartView state;
    private final DiffPartView diff;

    /// Shape: `engine` makes the replay of a store, with the reducers that are for it.
    public ReplayPane(Frame frame, Function<Session, Replay> engine) {
        super("replayView", "Replay");
        model = new ReplayViewModel(frame.workspace(), engine, ReplayViewModel.PATIENCE);
        models = ReplayModels.around(model, frame.workspace());
        view = new ReplayView(models);
        lookout = new LookoutView(models);
        state = new StatePartView(models, frame.theme());
        diff = new DiffPartView(models);
        onShown(model::shown);
        onHidden(() -> {
            models.player().pause();
            view.hidden();
            model.hidden();
        });
        onFocus(view::focus);
        load("replay", view, lookout, state, diff, new WhatIfView(models),
                new PayloadEditor(models.whatIf().events()), new FlipsView(models));
    }

    @Override
    public boolean hasOwnDetail() {
        return true;
    }

    @Override
    public List<KeyAction> keys() {
        return List.of(
                new KeyAction("Left", "previous version", () -> model.step(-1)),
                new KeyAction("Right", "next version", () -> model.step(1)),
                new KeyAction("Home", "first version", model::first),
                new KeyAction("End", "last version", model::last),
                new KeyAction("Space", "play or pause", models.player()::toggle),
                new KeyAction("Shift+Space", "play in real time, or a step a tick", this::togglePace),
                new KeyAction("V", "go to a version, a time or a position", lookout::focusGoTo),
                new KeyAction("B", "last writer of the field", () -> state.walk(false)),
                new KeyAction("Shift+B", "writer of the field before that", () -> state.walk(true)),
                new KeyAction("P", "watch the field, or no longer", state::watchChosen),
                new KeyAction("J", "next change of the difference", () -> diff.step(true)),
                new KeyAction("K", "previous change of the difference", () -> diff.step(false)),
                new KeyAction("N", "next flip of the predicate", () -> lookout.go(true)),
                new KeyAction("Shift+N", "previous flip of the predicate", () -> lookout.go(false)),
                new KeyAction("I", "what if, on or off", this::toggleWhatIf),
                new KeyAction("O", "what if: leave the event of this version out, or take it in again",
                        this::leaveOut),
                new KeyAction("C", "compare with another stream, or with a version, position or time to type",
                        this::toggleComparison),
                new KeyAction("T", "the event on the timeline", diff::showOnTimeline),
                new KeyAction("X", "mark the version, to compare with", model::mark),
                new KeyAction("Ctrl+D", "difference from the marked version, and back", model::toggleMarkedBase));
    }

    /// The difference from the first version to the last; a field that is watched, a predicate that flips, an event left out.
    @Override
    public List<TourStop> tour() {
        return List.of(
                TourStop.of("replay-diff", model::compareEnds, () -> model.shownProperty().get() != null,
                        () -> model.baseProperty().set(null)),
                TourStop.of("replay-predicate", () -> lookOut("has(state.next_retry) && state.no == 2"),
                        () -> !models.watches().marksProperty().get().flips().isEmpty(), () -> {}),
                TourStop.of("replay-expression", () -> lookOut("state.no == two"),
                        () -> !models.predicate().problemProperty().get().isNone(), this::lookNoMore),
                TourStop.of("replay-compare", this::compareForTour,
                        () -> model.baseProperty().get() != null, this::endComparison),
                TourStop.of("replay-what-if", this::supposeForTour,
                        () -> models.whatIf().resultProperty().get() != null, this::endTour));
    }

    /// Whether a stream is open and its last version asked for.
    boolean isOpen() {
        return !model.track().isEmpty() && model.shownProperty().get() != null;
    }

    int versions() {
        return model.track().size();
    }

    /// As the mouse does that drags the handle.
    void scrubTo(int index) {
        model.go(index);
    }

    /// Calls `then` as soon as the state at an index is on show: at once, or when it has been read.
    void whenShown(int index, Runnable then) {
        if (showsStateAt(index)) {
            then.run();
        } else {
            model.shownProperty().addListener(new ChangeListener<>() {
                @Override
                public void changed(ObservableValue<? extends Shown> of, @Nullable Shown old, @Nullable Shown now) {
                    if (showsStateAt(index)) {
                        model.shownProperty().removeListener(this);
                        then.run();
                    }
                }
            });
        }
    }

    /// Calls `then` each time that a move goes before its state.
    void onLate(Runnable then) {
        model.pendingProperty().subscribe(pending -> {
            if (pending) {
                then.run();
            }
        });
    }

    private boolean showsStateAt(int index) {
        Shown shown = model.shownProperty().get();
        return shown != null && !model.pendingProperty().get() && shown.version() == model.track().version(index);
    }

    private void supposeForTour() {
        models.whatIf().openProperty().set(true);
        state.watchFirst();
        models.whatIf().upcasterProperty().set(UpcasterChoice.AS_STORED);
        models.whatIf().leaveFirstOut();
    }

    private void lookOut(String expression) {
        models.predicate().languageProperty().set(PredicateModel.Language.EXPRESSION);
        models.predicate().write(expression);
    }

    private void lookNoMore() {
        models.predicate().write("");
        models.predicate().languageProperty().set(PredicateModel.Language.FILTER);
    }

    private void compareForTour() {
        models.comparison().openProperty().set(true);
        models.comparison().from("", "v" + model.track().version(0));
    }

    private void endComparison() {
        models.comparison().openProperty().set(false);
        model.compareWith(null);
    }

    private void endTour() {
        models.whatIf().clear();
        models.watches().paths().clear();
    }

    private void togglePace() {
        Player.Pace now = models.player().paceProperty().get();
        models.player().paceProperty().set(now == Player.Pace.STEP ? Player.Pace.REAL_TIME : Player.Pace.STEP);
    }

    private void toggleWhatIf() {
        models.whatIf().openProperty().set(!models.whatIf().openProperty().get());
    }

    private void toggleComparison() {
        models.comparison().openProperty().set(!models.comparison().openProperty().get());
    }

    private void leaveOut() {
        models.whatIf().openProperty().set(true);
        models.whatIf().toggleShown();
    }
}
