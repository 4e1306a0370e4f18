package dev.eventscope.desktop.timeline.draw;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;

/// One frame of the timeline as shapes with places and meanings: nothing is left to decide but colours.
///
/// Units: px from the top left corner of the canvas. `hue` is 1..8; `row` is a row of the columns drawn.
/// Threads: immutable.
public record Drawing(
        Area area,
        Minimap minimap,
        RulerBand ruler,
        List<NameRow> names,
        List<LaneMarks> lanes,
        List<Link> links,
        List<Bundle> bundles,
        List<Tag> tags) {

    /// How loud a shape is.
    public enum Tone {
        PLAIN, PAST, FUTURE, DIMMED
    }

    /// The parts of the canvas. `bandFrom`..`bandTo` is the stretch of the highlighted correlation, empty where equal.
    public record Area(
            double width,
            double height,
            double plotLeft,
            double lanesTop,
            double pinnedBottom,
            double bandFrom,
            double bandTo,
            double contentHeight,
            double scrollPx) {

        public boolean hasBand() {
            return bandTo > bandFrom;
        }
    }

    /// All events at once, and which of them are in view.
    public record Minimap(
            String title,
            String note,
            List<MiniColumn> columns,
            List<Double> folds,
            double viewFrom,
            double viewTo) {}

    public record MiniColumn(double x, double height, boolean failed) {}

    /// Ticks, folds, and the bracket of a correlation.
    public record RulerBand(
            String days,
            String scale,
            List<TickMark> ticks,
            List<FoldMark> folds,
            @Nullable Bracket bracket,
            @Nullable Range range) {}

    /// A label is empty where there is no room.
    public record TickMark(double x, String label, boolean major) {}

    /// `label` says how long the gap is; `tagX` and `tagWidth` are where it stands. Empty where there is no room for it.
    public record FoldMark(double x, double width, String label, double tagX, double tagWidth, long gapFrom) {

        private static final double BETWEEN_TAGS = 4;

        double tagEnd() {
            return tagX + tagWidth;
        }

        double tagOffCentre() {
            return Math.abs(tagX + tagWidth / 2 - x - width / 2);
        }

        boolean tagCovers(FoldMark other) {
            return tagX < other.tagEnd() + BETWEEN_TAGS && other.tagX < tagEnd() + BETWEEN_TAGS;
        }

        FoldMark untagged() {
            return new FoldMark(x, width, "", x, 0, gapFrom);
        }
    }

    /// `labelX` is where the id begins; the rest of the text follows it at `textX`.
    public record Bracket(
            double from,
            double to,
            boolean openLeft,
            boolean openRight,
            String id,
            String text,
            double labelX,
            double textX,
            double labelEnd) {}

    /// What a person marked in the ruler.
    public record Range(double from, double to, String label) {}

    /// A group head or the name of a lane.
    public sealed interface NameRow {

        double y();

        double height();

        /// Whether it stays in place while others scroll.
        boolean pinned();
    }

    public record HeadName(double y, double height, boolean pinned, LaneGroup.Kind kind, String title, String count,
            boolean collapsed) implements NameRow {}

    public record LaneName(double y, double height, boolean pinned, int lane, String title, String detail, int hue,
            boolean shared, Pin pin, boolean selected) implements NameRow {}

    /// A pin is offered on the lane under the pointer.
    public enum Pin {
        NONE, OFFERED, SET
    }

    /// What of a lane lies in the past of the selected event, up to `pastTo`, and in its future, from `futureFrom` on.
    public record Cone(double pastTo, double futureFrom) {

        public static final Cone NONE = new Cone(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// What stands in one lane; `y` is its middle.
    public record LaneMarks(
            int lane,
            double y,
            double height,
            boolean pinned,
            int hue,
            Cone cone,
            List<Line> lines,
            List<Bar> bars,
            List<Dots> waits,
            List<Mark> marks,
            List<Columns> columns,
            List<Label> labels) {}

    /// A baseline, or a lit piece of one.
    public record Line(double from, double to, Tone tone, boolean lit) {}

    public record Bar(
            double from,
            double to,
            String name,
            boolean failed,
            boolean open,
            boolean hatched,
            Tone tone,
            int startRow,
            int endRow) {}

    /// A wait: dots, with its length in a gap of them where there is room.
    public record Dots(double from, double to, String label, double labelX, double labelEnd, Tone tone) {}

    /// One mark. `rows` are all the events it stands for.
    public record Mark(
            double x,
            Shape shape,
            int row,
            List<Integer> rows,
            Tone tone,
            boolean selected,
            boolean hovered) {}

    public enum Shape {
        EVENT, COMMAND, TIMER, FAILURE, CHECK, MISSING;

        static Shape of(EventKind kind) {
            return switch (kind) {
                case EVENT -> EVENT;
                case COMMAND -> COMMAND;
                case TIMER -> TIMER;
                case FAILURE -> FAILURE;
            };
        }

        /// Half of its width, ring included.
        double reach() {
            return switch (this) {
                case EVENT, MISSING -> 4.5;
                case COMMAND -> 6;
                case TIMER -> 5.5;
                case FAILURE -> 5;
                case CHECK -> 4;
            };
        }
    }

    /// Density columns on the floor of a lane; `count` stands left of the first where there is room.
    public record Columns(
            double x,
            int[] heights,
            boolean[] failed,
            String count,
            double countX,
            Tone tone,
            long events,
            double from,
            double to) {}

    public record Label(double x, double endX, String text, Tone tone, boolean strong) {}

    /// From a cause to an effect in another lane.
    public record Link(
            double fromX,
            double fromY,
            double toX,
            double toY,
            boolean solid,
            Tone tone,
            boolean lit,
            int causeRow,
            int effectRow) {}

    /// Many links between two lanes, `events` of them in sight. The label is empty where there is no room.
    ///
    /// Units: `width` grows with the logarithm of the count.
    public record Bundle(double x, double fromY, double toY, double width, long events, String label, double labelX,
            double labelY, double labelWidth) {}

    /// Where an arrow leaves the lanes in sight: the name of the stream it leads to, and the event there.
    public record Tag(double x, double y, double width, double height, String text, int row) {}
}
