package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.DrawingMaker;
import dev.eventscope.desktop.timeline.draw.Lane;
import dev.eventscope.desktop.timeline.draw.LaneLayout;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.draw.Sizes;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// What is on the canvas: the events, the lanes they are in, and where the camera looks; and how something is brought
/// into sight.
///
/// Shape: rows are of the contents of now; [EventColumns#NONE] where there is none.
/// Threads: FX thread.
final class Board {

    /// How many events of the recent lanes the first view holds.
    private static final int AT_FIRST = 90;
    private static final int FEWEST_RECENT_LANES = 4;
    private static final int MOST_CORRELATION_FITTED = 5_000;

    private final LaneChoice lanes = new LaneChoice();
    private final Camera camera;
    private Contents contents = Feed.nothing();

    Board() {
        camera = new Camera(contents);
    }

    Contents contents() {
        return contents;
    }

    EventColumns columns() {
        return contents.columns();
    }

    Camera camera() {
        return camera;
    }

    LaneChoice lanes() {
        return lanes;
    }

    boolean isEmpty() {
        return columns().size() == 0;
    }

    /// Another store: everything goes.
    void clear() {
        contents = Feed.nothing();
        camera.reset(contents);
        lanes.reset();
    }

    /// Puts contents into the lanes of now, to be shown next; may be called from any thread.
    Function<Contents, LaneChoice.Laid> layout() {
        double height = camera.height();
        LaneChoice.Layout layout = lanes.layout();
        return next -> layout.of(next, budget(height, next));
    }

    /// Shows other contents; what is in sight stays in sight.
    void show(LaneChoice.Laid next) {
        contents = next.contents();
        camera.look(contents);
        lanes.take(next, budget());
        camera.follow(lanes.correlation());
    }

    void replan() {
        lanes.plan(contents, budget());
        camera.follow(lanes.correlation());
    }

    /// How many recent streams have room beside the shared lanes of the categories.
    int budget() {
        return budget(camera.height(), contents);
    }

    private static int budget(double height, Contents of) {
        double room = height - Sizes.MINIMAP - Sizes.RULER - 2 * Sizes.GROUP
                - of.columns().categories().size() * Sizes.LANE;
        return Math.max(FEWEST_RECENT_LANES, (int) (room / Sizes.LANE));
    }

    /// The newest events of the most recent streams fill the canvas.
    void goHome() {
        lanes.focus(null, null);
        lanes.forgetRecent();
        replan();
        List<Integer> rows = new ArrayList<>();
        for (int place = contents.axis().size() - 1; place >= 0 && rows.size() < AT_FIRST; place--) {
            int row = contents.axis().rowAt(place);
            if (lanes.plan().isAlone(columns().streamNumber(row))) {
                rows.add(row);
            }
        }
        camera.scrollTo(0);
        double from = rows.stream().mapToDouble(row -> (double) contents.axis().at(row)).min()
                .orElse(contents.axis().first());
        camera.fit(from, contents.axis().last());
    }

    /// Gives the correlation of a row its lanes, and shows all of it.
    void focus(int row) {
        lanes.focus(correlationOf(row), columns().stream(row));
        replan();
        fitCorrelationOf(row);
        scrollToLaneOf(row);
    }

    /// Brings a row into sight and moves as little as can be; `anew` where the view has no history with a person yet, and
    /// its correlation may take the lanes.
    void reveal(int row, boolean anew) {
        boolean hasLane = lanes.plan().isAlone(columns().streamNumber(row));
        boolean ofFocus = Objects.equals(correlationOf(row), lanes.correlation());
        if (!hasLane || (anew && !ofFocus)) {
            focus(row);
        }
        camera.reveal((double) contents.axis().at(row));
        scrollToLaneOf(row);
    }

    /// Brings the newest events of a stream into sight.
    void revealStream(int stream) {
        if (!lanes.plan().isAlone(stream)) {
            lanes.focus(null, columns().streams().text(stream));
            replan();
        }
        List<Integer> rows = rowsOfLane(lanes.plan().laneOfStream(stream));
        if (!rows.isEmpty() && camera.reveal((double) contents.axis().at(rows.getLast()))) {
            camera.fitRows(rows.subList(Math.max(0, rows.size() - AT_FIRST), rows.size()));
        }
        camera.scrollTo(DrawingMaker.layout(lanes.plan(), camera.sight()).scrollTo(lanes.plan().laneOfStream(stream)));
    }

    /// Scrolls so far that the lane of a row is in sight; does nothing for [EventColumns#NONE].
    void keepInSight(int row) {
        if (row != EventColumns.NONE) {
            scrollToLaneOf(row);
        }
    }

    void centre(int row) {
        camera.centre((double) contents.axis().at(row));
        scrollToLaneOf(row);
    }

    /// Scrolls until a lane stands uppermost, as far as there are lanes below it.
    void scrollToTop(int lane) {
        LaneLayout layout = DrawingMaker.layout(lanes.plan(), camera.sight());
        layout.ofLane(lane).filter(slot -> !slot.pinned())
                .ifPresent(slot -> camera.scrollTo(layout.scrollPx() + slot.y() - layout.pinnedBottom()));
    }

    /// Scrolls the lanes, not beyond their ends.
    void scroll(double byPx) {
        camera.scrollTo(DrawingMaker.layout(lanes.plan(), camera.sight()).scrollPx() + byPx);
    }

    Neighbours neighbours() {
        return new Neighbours(contents, lanes.plan(), lanes.rows());
    }

    /// Where the keys begin when nothing is selected: the newest event in sight of the uppermost lane.
    int anyRowInSight() {
        double right = camera.scale().at(camera.plot().right());
        for (int lane = 0; lane < lanes.plan().lanes().size(); lane++) {
            int row = neighbours().nearest(lane, right);
            if (row != EventColumns.NONE && lanes.plan().lanes().get(lane) instanceof Lane.OfStream) {
                return row;
            }
        }
        return EventColumns.NONE;
    }

    /// The stream of a lane; null where it is shared.
    @Nullable
    String streamOfLane(int lane) {
        return lanes.plan().lanes().get(lane) instanceof Lane.OfStream(var stream, _, _)
                ? columns().streams().text(stream)
                : null;
    }

    String categoryOfLane(int lane) {
        int category = switch (lanes.plan().lanes().get(lane)) {
            case Lane.OfStream(var stream, _, _) -> columns().categoryOfStream(stream);
            case Lane.OfCategory(var number, _) -> number;
        };
        return columns().categories().text(category);
    }

    private void fitCorrelationOf(int row) {
        List<Integer> rows = contents.rowsOfCorrelation(columns().correlationNumber(row));
        if (rows.isEmpty() || rows.size() > MOST_CORRELATION_FITTED) {
            int lane = lanes.plan().laneOfStream(columns().streamNumber(row));
            rows = lane == LanePlan.NO_LANE ? List.of(row) : rowsOfLane(lane);
        }
        camera.fitRows(rows);
    }

    private void scrollToLaneOf(int row) {
        int lane = lanes.plan().laneOfStream(columns().streamNumber(row));
        camera.scrollTo(DrawingMaker.layout(lanes.plan(), camera.sight()).scrollTo(lane));
    }

    private @Nullable String correlationOf(int row) {
        int correlation = columns().correlationNumber(row);
        return correlation == EventColumns.NONE ? null : columns().correlations().text(correlation);
    }

    private List<Integer> rowsOfLane(int lane) {
        List<Integer> rows = new ArrayList<>();
        for (int place = 0; lane != LanePlan.NO_LANE && place < lanes.rows().count(lane); place++) {
            rows.add(lanes.rows().row(lane, place));
        }
        return rows;
    }
}
