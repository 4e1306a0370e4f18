package dev.eventscope.desktop.timeline;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.HitTest.Hit;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.event.StreamId;

/// What a person can do on the timeline, by mouse or by key; [LaneCommands] has what is done with lanes.
///
/// Threads: FX thread.
final class TimelineCommands {

    private static final double ZOOM_STEP = 1.4;
    private static final double PAN_SHARE = 0.15;

    private final TimelineViewModel model;
    private final Board board;
    private final Camera camera;
    private boolean centredOnce;

    TimelineCommands(TimelineViewModel model, Board board) {
        this.model = model;
        this.board = board;
        camera = board.camera();
    }

    /// A click with the main button; `doubled` on the second of two.
    void click(Hit hit, boolean doubled) {
        switch (hit) {
            case HitTest.OnEvent on -> {
                selection().select(on.row());
                if (doubled) {
                    board.focus(on.row());
                }
            }
            case HitTest.OnDensity on -> camera.fit(on.from(), on.to());
            case HitTest.OnFold on -> camera.open(on.gapFrom());
            case HitTest.OnTag on -> {
                selection().select(on.row());
                board.reveal(on.row(), false);
            }
            case HitTest.OnHead on -> {
                board.lanes().toggle(on.kind());
                board.replan();
            }
            case HitTest.OnName on -> clickName(on);
            case HitTest.OnLane _,HitTest.OnRuler _,HitTest.OnMinimap _,HitTest.Nothing _ -> camera.mark(null);
        }
        moved();
    }

    private void clickName(HitTest.OnName on) {
        String stream = board.streamOfLane(on.lane());
        if (stream == null) {
            model.lanes().onlyCategoryOf(on.lane());
        } else if (on.onPin()) {
            model.lanes().pin(stream);
        } else {
            selection().selectStream(new StreamId(stream));
        }
    }

    /// Zooms by a factor, nearer where it is above 1, and holds what is at a pixel.
    void zoom(double factor, double atPx) {
        camera.zoom(factor, atPx);
        moved();
    }

    void pan(double byPx) {
        camera.pan(byPx);
        moved();
    }

    /// Scrolls the lanes.
    void scroll(double byPx) {
        board.scroll(byPx);
        moved();
    }

    /// Shows a stretch from edge to edge, as a grip of the minimap is dragged.
    void showExactly(Span span) {
        camera.fill(span.from(), span.to());
        moved();
    }

    void centreOn(double coordinate) {
        camera.centre(coordinate);
        moved();
    }

    /// Marks a stretch in the ruler, to be shown alone by [#commitRange()].
    void mark(@Nullable Span span) {
        camera.mark(span);
        model.changed();
    }

    /// Shows the marked stretch alone.
    void commitRange() {
        Span range = camera.range();
        if (range != null) {
            camera.mark(null);
            showAlone(range, LanePlan.NO_LANE);
        }
    }

    /// Shows a stretch alone, with a lane at the top unless that is [LanePlan#NO_LANE]; a breadcrumb leads back.
    void showAlone(Span span, int topLane) {
        model.jump(() -> {
            Trail.Step before = new Trail.Step(label(camera.inSight()), camera.memento());
            camera.fill(span.from(), span.to());
            if (topLane != LanePlan.NO_LANE) {
                board.scrollToTop(topLane);
            }
            model.trail().deeper(before, new Trail.Step(label(span), camera.memento()));
        });
    }

    /// Back out to a breadcrumb.
    void outTo(int step) {
        model.jump(() -> camera.restore(model.trail().outTo(step)));
    }

    private String label(Span span) {
        long length = Math.round(span.to() - span.from());
        return board.contents().axis().kind() == Axis.Kind.TIME
                ? Times.span(Duration.of(length, ChronoUnit.MICROS))
                : Figures.plural(length, "event");
    }

    void zoomIn() {
        zoom(ZOOM_STEP, zoomCentre());
    }

    void zoomOut() {
        zoom(1 / ZOOM_STEP, zoomCentre());
    }

    void panLeft() {
        pan(camera.plot().width() * PAN_SHARE);
    }

    void panRight() {
        pan(-camera.plot().width() * PAN_SHARE);
    }

    /// Everything that was read, from the first event to the last.
    void fitAll() {
        model.trail().clear();
        camera.fitAll();
        moved();
    }

    /// Back to the newest events and the most recent lanes, and on with what comes.
    void goToNewest() {
        model.trail().clear();
        board.goHome();
        moved();
        model.followNewest();
    }

    /// Centres the selected event; a second time in a row, shows its whole correlation.
    void centreSelected() {
        int row = selection().row();
        if (row == EventColumns.NONE) {
            return;
        }
        boolean again = centredOnce;
        if (again) {
            board.focus(row);
        } else {
            board.centre(row);
        }
        moved();
        centredOnce = !again;
    }

    /// The next (+1) or previous (-1) event in the lane.
    void nextInLane(int step) {
        int row = selection().row();
        goTo(row == EventColumns.NONE ? board.anyRowInSight() : board.neighbours().inLane(row, step));
    }

    /// The nearest event in the lane below (+1) or above (-1).
    void nextLane(int step) {
        int row = selection().row();
        goTo(row == EventColumns.NONE ? board.anyRowInSight() : board.neighbours().inNextLane(row, step));
    }

    /// Selects an event of the chain.
    void selectById(String id) {
        goTo(board.columns().rowOf(id));
    }

    void toggleDims() {
        model.choices().dimsProperty().set(!model.choices().dimsProperty().get());
    }

    void toggleFolds() {
        model.choices().foldedProperty().set(!model.choices().foldedProperty().get());
    }

    void toggleChain() {
        model.choices().chainOpenProperty().set(!model.choices().chainOpenProperty().get());
    }

    /// Clears one level: the marked stretch, the selection, the correlation that has the lanes, the last breadcrumb, the
    /// filter.
    void clearOne() {
        if (camera.range() != null) {
            camera.mark(null);
        } else if (!selection().isEmpty()) {
            selection().clear();
        } else if (board.lanes().correlation() != null) {
            board.lanes().focus(null, null);
            board.replan();
        } else if (!model.trail().isEmpty()) {
            outTo(model.trail().steps().size() - 2);
        } else {
            model.filter("");
        }
        model.changed();
    }

    private void goTo(int row) {
        if (row != EventColumns.NONE) {
            selection().select(row);
            board.reveal(row, false);
            moved();
        }
    }

    private SelectionLink selection() {
        return model.selection();
    }

    private double zoomCentre() {
        int row = selection().row();
        double px = row == EventColumns.NONE ? camera.plot().centre() : camera.scale().rowPx(row);
        return px < camera.plot().left() || px > camera.plot().right() ? camera.plot().centre() : px;
    }

    private void moved() {
        centredOnce = false;
        model.touched();
    }
}
