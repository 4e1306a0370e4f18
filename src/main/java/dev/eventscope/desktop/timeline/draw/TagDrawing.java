package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.timeline.draw.Drawing.Link;
import dev.eventscope.desktop.timeline.draw.Drawing.Tag;
import dev.eventscope.desktop.timeline.draw.LaneLayout.Slot;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// Tags at the upper and lower edge of the lanes, where arrows lead to lanes that are scrolled out of sight.
///
/// Shape: lit arrows first; an arrow whose tag has no room goes without.
final class TagDrawing {

    static final double HEIGHT = 18;

    private static final double PADDING = 6;
    private static final double WIDEST = 150;
    private static final double GAP = 4;

    private final EventColumns columns;
    private final LanePlan plan;
    private final LaneLayout layout;
    private final TextMeasure measure;
    private final Elision elision;

    TagDrawing(EventColumns columns, LanePlan plan, LaneLayout layout, TextMeasure measure) {
        this.columns = columns;
        this.plan = plan;
        this.layout = layout;
        this.measure = measure;
        elision = new Elision(measure);
    }

    List<Tag> tags(List<Link> links) {
        List<Tag> tags = new ArrayList<>();
        for (Link link : links.reversed()) {
            addTag(link.causeRow(), link.fromX(), tags);
            addTag(link.effectRow(), link.toX(), tags);
        }
        return tags;
    }

    private void addTag(int row, double x, List<Tag> tags) {
        Slot slot = layout.ofLane(plan.laneOfStream(columns.streamNumber(row))).orElse(null);
        if (slot == null || layout.isInSight(slot)) {
            return;
        }
        String text = elision.stream(columns.stream(row), columns.category(row), WIDEST);
        double width = Math.ceil(measure.widthPx(text, Face.SMALL)) + 2 * PADDING;
        boolean above = slot.y() < layout.pinnedBottom();
        double y = above ? layout.pinnedBottom() + GAP : layout.bottom() - HEIGHT - GAP;
        Tag tag = new Tag(Math.rint(x - width / 2), y, width, HEIGHT, text, row);
        boolean free = tags.stream()
                .noneMatch(other -> other.y() == tag.y() && tag.x() < other.x() + other.width() + GAP
                        && other.x() < tag.x() + tag.width() + GAP);
        if (free) {
            tags.add(tag);
        }
    }
}
