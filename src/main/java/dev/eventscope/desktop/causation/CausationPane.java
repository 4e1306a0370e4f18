package dev.eventscope.desktop.causation;

import java.util.List;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.desktop.causation.GraphReading.State;
import dev.eventscope.desktop.fx.GlyphMeasure;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.LoadedPane;
import dev.eventscope.desktop.workspace.TourStop;

/// The Causation view as a pane of the window.
public final class CausationPane extends LoadedPane {

    private static final double PAN_STEP = 120;

    private final CausationViewModel model;
    private final CausationView view;

    public CausationPane(Frame frame) {
        super("causationView", "Causation");
        TextMeasure measure = new GlyphMeasure();
        model = new CausationViewModel(frame.workspace(), measure);
        view = new CausationView(model, frame.workspace(), new GraphCanvas(model, measure));
        onShown(model::shown);
        onHidden(model::hidden);
        onFocus(() -> view.outline().focus());
        load("causation", view);
    }

    /// For tests.
    CausationViewModel model() {
        return model;
    }

    @Override
    public Object state() {
        return model.memento();
    }

    @Override
    public void restore(Object state) {
        if (state instanceof CausationViewModel.Memento memento) {
            model.restore(memento);
        }
    }

    @Override
    public boolean hasOwnDetail() {
        return true;
    }

    @Override
    public List<KeyAction> keys() {
        return List.of(new KeyAction("W", "zoom in", model.viewport()::zoomIn),
                new KeyAction("S", "zoom out", model.viewport()::zoomOut),
                new KeyAction("A", "pan left", () -> model.viewport().pan(PAN_STEP, 0)),
                new KeyAction("D", "pan right", () -> model.viewport().pan(-PAN_STEP, 0)),
                new KeyAction("F", "centre the selected event; again: show its past and future",
                        model.commands()::centreSelected),
                new KeyAction("Home", "everything", model.viewport()::fitAll),
                new KeyAction("J", "next row of the outline", () -> view.outline().move(1)),
                new KeyAction("K", "previous row of the outline", () -> view.outline().move(-1)),
                new KeyAction("Enter", "show more of what is collapsed", () -> view.outline().open()),
                new KeyAction(",", "previous event in the lane", () -> model.commands().stepInLane(-1)),
                new KeyAction(".", "next event in the lane", () -> model.commands().stepInLane(1)),
                new KeyAction("T", "collapse by type on or off", model.commands()::toggleByType),
                new KeyAction("O", "open everything", model.commands()::openAll),
                new KeyAction("Ctrl+E", "save a picture", view::showExportMenu),
                new KeyAction("N", "show the new effects", model::showNewEffects),
                new KeyAction("F5", "read again", model::reread));
    }

    @Override
    public List<TourStop> tour() {
        return List.of(TourStop.inOtherTheme("causation"), TourStop.export("causation-export", view::picture),
                TourStop.of("causation-causes", () -> model.reading().directionProperty().set(Direction.CAUSES),
                        () -> model.reading().stateProperty().get() == State.READY,
                        () -> model.reading().directionProperty().set(Direction.BOTH)));
    }
}
