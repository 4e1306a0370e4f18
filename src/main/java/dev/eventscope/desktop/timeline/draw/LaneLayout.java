package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where each group head and each lane stands. Pinned lanes stay while the others scroll under them, unless they would
/// take more than half of the room.
///
/// Units: px from the top edge of the canvas, whole.
/// Threads: immutable.
public final class LaneLayout {

    /// One row of the picture. `lane` is [LanePlan#NO_LANE] for a head.
    public record Slot(int group, int lane, double y, double height, boolean pinned) {

        public double centre() {
            return y + Math.floor(height / 2);
        }

        public double bottom() {
            return y + height;
        }

        public boolean isHead() {
            return lane == LanePlan.NO_LANE;
        }
    }

    private final List<Slot> slots;
    /// The slots of lanes, by their number.
    private final List<Slot> lanes;
    private final double top;
    private final double bottom;
    private final double pinnedBottom;
    private final double contentHeight;
    private final double scrollPx;

    private LaneLayout(List<Slot> slots, double top, double bottom, double pinnedBottom, double contentHeight,
            double scrollPx) {
        this.slots = List.copyOf(slots);
        this.lanes = slots.stream().filter(slot -> !slot.isHead()).toList();
        this.top = top;
        this.bottom = bottom;
        this.pinnedBottom = pinnedBottom;
        this.contentHeight = contentHeight;
        this.scrollPx = scrollPx;
    }

    /// Shape: a scroll beyond the end is brought back.
    public static LaneLayout of(LanePlan plan, double top, double bottom, double scrollPx) {
        double pinnedHeight = plan.groups().stream().filter(LaneLayout::isPinned).mapToDouble(LaneLayout::height).sum();
        boolean sticky = pinnedHeight > 0 && pinnedHeight <= (bottom - top) / 2;
        double content = plan.groups().stream().mapToDouble(LaneLayout::height).sum();
        double scroll = Math.floor(Math.clamp(scrollPx, 0, Math.max(0, content - (bottom - top))));
        List<Slot> slots = new ArrayList<>();
        double y = top;
        int lane = 0;
        for (int group = 0; group < plan.groups().size(); group++) {
            LaneGroup shown = plan.groups().get(group);
            boolean pinned = sticky && isPinned(shown);
            double offset = pinned ? 0 : scroll;
            slots.add(new Slot(group, LanePlan.NO_LANE, y - offset, Sizes.GROUP, pinned));
            y += Sizes.GROUP;
            for (int i = 0; i < shown.shown().size(); i++) {
                slots.add(new Slot(group, lane++, y - offset, Sizes.LANE, pinned));
                y += Sizes.LANE;
            }
        }
        return new LaneLayout(slots, top, bottom, sticky ? top + pinnedHeight : top, content, scroll);
    }

    private static boolean isPinned(LaneGroup group) {
        return group.kind() == LaneGroup.Kind.PINNED;
    }

    private static double height(LaneGroup group) {
        return Sizes.GROUP + group.shown().size() * Sizes.LANE;
    }

    /// The slots that are at least partly in sight.
    public List<Slot> inSight() {
        return slots.stream().filter(this::isInSight).toList();
    }

    public Optional<Slot> ofLane(int lane) {
        return lane == LanePlan.NO_LANE ? Optional.empty() : Optional.of(lanes.get(lane));
    }

    /// Where the middle of a lane is, or would be: also for lanes scrolled out of sight.
    public double centreOfLane(int lane) {
        return ofLane(lane).map(Slot::centre).orElse(bottom);
    }

    public boolean isInSight(Slot slot) {
        return slot.pinned() || (slot.bottom() > pinnedBottom && slot.y() < bottom);
    }

    /// How far to scroll for a lane to be wholly in sight; the scroll of now where it is.
    public double scrollTo(int lane) {
        Slot slot = ofLane(lane).orElse(null);
        if (slot == null || slot.pinned()) {
            return scrollPx;
        }
        if (slot.y() < pinnedBottom) {
            return scrollPx - (pinnedBottom - slot.y());
        }
        return slot.bottom() > bottom ? scrollPx + (slot.bottom() - bottom) : scrollPx;
    }

    public double top() {
        return top;
    }

    public double bottom() {
        return bottom;
    }

    /// Where the pinned lanes that stay end, and the scrolled ones begin.
    public double pinnedBottom() {
        return pinnedBottom;
    }

    public double contentHeight() {
        return contentHeight;
    }

    public double scrollPx() {
        return scrollPx;
    }
}
