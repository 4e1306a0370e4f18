package dev.eventscope.desktop.timeline;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.GlyphMeasure;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.LoadedPane;
import dev.eventscope.desktop.workspace.TourStop;

/// The Timeline view.
public final class TimelinePane extends LoadedPane {

    private final TimelineViewModel model;
    private final TimelineView view;

    public TimelinePane(Frame frame) {
        super(TimelineViewModel.VIEW_ID, "Timeline");
        TextMeasure measure = new GlyphMeasure();
        model = new TimelineViewModel(frame.workspace(), measure);
        view = new TimelineView(model, frame.workspace(), new TimelineCanvas(model, measure));
        onShown(model::shown);
        onHidden(model::hidden);
        onFocus(view::focus);
        onFilter(view::filter);
        load("timeline", view);
    }

    /// For tests.
    TimelineViewModel model() {
        return model;
    }

    @Override
    public @Nullable Object state() {
        return model.memento();
    }

    @Override
    public void restore(Object state) {
        if (state instanceof Standing.Memento memento) {
            model.restore(memento);
        }
    }

    @Override
    public Map<String, String> link() {
        return model.link();
    }

    @Override
    public void follow(Map<String, String> link) {
        model.follow(link);
    }

    @Override
    public List<KeyAction> keys() {
        return List.of(new KeyAction("W", "zoom in", model.commands()::zoomIn),
                new KeyAction("S", "zoom out", model.commands()::zoomOut),
                new KeyAction("A", "pan left", model.commands()::panLeft),
                new KeyAction("D", "pan right", model.commands()::panRight),
                new KeyAction("F", "centre the selected event; again: show its correlation",
                        model.commands()::centreSelected),
                new KeyAction(",", "previous event in the lane", () -> model.commands().nextInLane(-1)),
                new KeyAction(".", "next event in the lane", () -> model.commands().nextInLane(1)),
                new KeyAction("Left", "previous event in the lane", () -> model.commands().nextInLane(-1)),
                new KeyAction("Right", "next event in the lane", () -> model.commands().nextInLane(1)),
                new KeyAction("J", "nearest event in the lane below", () -> model.commands().nextLane(1)),
                new KeyAction("K", "nearest event in the lane above", () -> model.commands().nextLane(-1)),
                new KeyAction("Down", "nearest event in the lane below", () -> model.commands().nextLane(1)),
                new KeyAction("Up", "nearest event in the lane above", () -> model.commands().nextLane(-1)),
                new KeyAction("P", "pin or unpin the lane", model.lanes()::pinPointed),
                new KeyAction("Alt+Up", "move the lane up", () -> model.lanes().movePointed(-1)),
                new KeyAction("Alt+Down", "move the lane down", () -> model.lanes().movePointed(1)),
                new KeyAction("Shift+C", "one lane a category on or off", model.lanes()::toggleByCategory),
                new KeyAction("Shift+F", "filter dims or hides", model.commands()::toggleDims),
                new KeyAction("G", "fold idle gaps, or show them", model.commands()::toggleFolds),
                new KeyAction("Z", "show the range marked in the ruler", model.commands()::commitRange),
                new KeyAction("Home", "everything", model.commands()::fitAll),
                new KeyAction("End", "the newest events", model.commands()::goToNewest),
                new KeyAction("C", "cause chain", model.commands()::toggleChain),
                new KeyAction("Esc", "clear range, selection, correlation, breadcrumb, filter",
                        model.commands()::clearOne),
                new KeyAction("Ctrl+E", "save a picture", view::showExportMenu),
                new KeyAction("Ctrl+F", "filter line", view::focusFilter));
    }

    @Override
    public List<TourStop> tour() {
        return List.of(TourStop.inOtherTheme("timeline"), TourStop.export("timeline-export", view::picture),
                TourStop.of("timeline-chain", () -> model.choices().wholeChainProperty().set(true), () -> true,
                        () -> model.choices().wholeChainProperty().set(false)),
                TourStop.of("timeline-causal", () -> model.choices().axisProperty().set(Axis.Kind.CAUSAL),
                        () -> model.contents().axis().kind() == Axis.Kind.CAUSAL,
                        () -> model.choices().axisProperty().set(Axis.Kind.TIME)),
                TourStop.of("timeline-recent", () -> {
                    model.selection().clear();
                    model.commands().goToNewest();
                }, () -> true, () -> {}),
                TourStop.of("timeline-all", () -> {
                    model.selection().clear();
                    model.commands().fitAll();
                }, () -> true, () -> {}));
    }
}
