package dev.eventscope.desktop.replay;

import java.util.List;
import java.util.function.Function;

import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.LoadedPane;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.TourStop;
import dev.eventscope.replay.Replay;

/// The Replay view as a pane of the window.
public final class ReplayPane extends LoadedPane {

    private final ReplayViewModel model;
    private final ReplayView view;

    /// Shape: `engine` makes the replay of a store, with the reducers that are for it.
    public ReplayPane(Frame frame, Function<Session, Replay> engine) {
        super("replayView", "Replay");
        model = new ReplayViewModel(frame.workspace(), engine);
        view = new ReplayView(model, frame.workspace(), frame.theme());
        load("replay", view);
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void focus() {
        view.focus();
    }

    @Override
    public void hidden() {
        view.hidden();
        model.hidden();
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
                new KeyAction("X", "mark the version, to compare with", model::mark),
                new KeyAction("Ctrl+D", "difference from the marked version, and back", model::toggleMarkedBase));
    }

    /// The difference from the first version to the last.
    @Override
    public List<TourStop> tour() {
        return List.of(TourStop.of("replay-diff", model::compareEnds, () -> model.shownProperty().get() != null,
                () -> model.baseProperty().set(null)));
    }
}
