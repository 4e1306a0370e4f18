package dev.eventscope.desktop.timeline;

import java.time.Instant;

import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.HitTest.OnDensity;
import dev.eventscope.desktop.timeline.draw.HitTest.OnEvent;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// What the card over the canvas says of the shape under the pointer, and where it stands.
///
/// Units: `x` and `y` are the middle of the shape, px of the canvas; `above` says on which side there is room.
record HoverCard(
        EventKind kind,
        String category,
        String title,
        String time,
        String detail,
        boolean failed,
        String more,
        double x,
        double y,
        boolean above) {

    static final double WIDTH = 240;
    static final double WIDEST = 360;
    static final double HEIGHT = 58;
    static final double DISTANCE = 14;

    /// With the note of a mark.
    HoverCard noted(String note) {
        return new HoverCard(kind, category, title, time, detail, failed, "note: " + note, x, y, above);
    }

    static HoverCard ofEvent(OnEvent hit, Contents contents, EventFacts.Book facts, Times times, Drawing drawing) {
        EventColumns columns = contents.columns();
        int row = hit.row();
        EventFacts known = facts.of(columns.id(row));
        Instant time = columns.header(row).time(contents.choice().clock());
        String error = known.error();
        String detail = error != null ? error : detail(known, columns.stream(row));
        return new HoverCard(columns.kind(row), columns.category(row), columns.type(row),
                time == null ? "" : times.clock(time), detail, error != null, more(hit, known, columns), hit.x(),
                hit.y(),
                hasRoomAbove(drawing, hit.x(), hit.y()));
    }

    static HoverCard ofDensity(OnDensity hit, String category, Contents contents, Times times, Drawing drawing) {
        String span = "";
        if (contents.axis().kind() == Axis.Kind.TIME) {
            Instant from = Instant.EPOCH.plusMillis((long) (hit.from() / 1_000));
            Instant to = Instant.EPOCH.plusMillis((long) (hit.to() / 1_000));
            span = times.seconds(from) + " – " + times.seconds(to);
        }
        return new HoverCard(EventKind.EVENT, category, Figures.plural(hit.events(), "event"), span, category, false,
                "click to zoom in", hit.x(), hit.y(), hasRoomAbove(drawing, hit.x(), hit.y()));
    }

    private static String detail(EventFacts known, String stream) {
        return known.step() != null || known.summary().isEmpty() ? stream : known.summary();
    }

    private static String more(OnEvent hit, EventFacts known, EventColumns columns) {
        if (hit.count() > 1) {
            return "×" + hit.count();
        }
        if (known.step() != null) {
            return known.step() + (known.attempt() == null ? "" : ", attempt " + known.attempt());
        }
        Long version = columns.version(hit.row());
        return version == null ? "" : "v" + version;
    }

    /// Whether nothing stands above the shape where the card would be.
    private static boolean hasRoomAbove(Drawing drawing, double x, double y) {
        double top = y - DISTANCE - HEIGHT;
        if (top < drawing.area().lanesTop()) {
            return false;
        }
        for (LaneMarks lane : drawing.lanes()) {
            boolean behindCard = lane.y() + 10 > top && lane.y() - 10 < y - DISTANCE;
            if (behindCard && !isFree(lane, x - WIDTH / 2, x + WIDTH / 2)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(LaneMarks lane, double from, double to) {
        return lane.marks().stream().noneMatch(mark -> mark.x() >= from - 6 && mark.x() <= to + 6)
                && lane.bars().stream().noneMatch(bar -> bar.to() >= from && bar.from() <= to)
                && lane.columns().stream().noneMatch(columns -> columns.x() <= to
                        && columns.x() + columns.heights().length * 4.0 >= from);
    }
}
