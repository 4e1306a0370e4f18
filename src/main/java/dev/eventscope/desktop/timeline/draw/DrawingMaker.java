package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Hue;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Drawing.Area;
import dev.eventscope.desktop.timeline.draw.Drawing.HeadName;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneName;
import dev.eventscope.desktop.timeline.draw.Drawing.NameRow;
import dev.eventscope.desktop.timeline.draw.LaneLayout.Slot;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.LaneRows;
import dev.eventscope.desktop.timeline.model.LinkBundles;

/// Makes the [Drawing] of one frame.
///
/// Threads: safe; holds nothing that changes.
public final class DrawingMaker {

    /// What is drawn: the events, the lanes they are in, the links between these as far as they are known, and what is
    /// known of payloads.
    public record Subject(Contents contents, LanePlan plan, LaneRows rows, LinkBundles bundles, EventFacts.Book facts,
            String note) {

        /// With all links.
        public Subject(Contents contents, LanePlan plan, LaneRows rows, EventFacts.Book facts, String note) {
            this(contents, plan, rows, rows.bundles(), facts, note);
        }
    }

    private final TextMeasure measure;
    private final Times times;
    private final Elision elision;

    public DrawingMaker(TextMeasure measure, Times times) {
        this.measure = measure;
        this.times = times;
        elision = new Elision(measure);
    }

    public Drawing make(Subject subject, Sight sight, Attention attention) {
        return make(subject, sight, attention, Overview.of(subject.contents(), sight, times));
    }

    /// With the overview of an earlier frame, which must be [Overview#isOf] this one.
    public Drawing make(Subject subject, Sight sight, Attention attention, Overview overview) {
        Contents contents = subject.contents();
        TimeScale scale = sight.viewport().scale(contents.axis(), sight.folding(), sight.plot());
        LaneLayout layout = layout(subject.plan(), sight);
        CausalPath path = attention.path(contents);
        Tones tones = new Tones(path, attention.dimsOthers(), contents.choice().lit());
        LaneDrawing laneDrawing = new LaneDrawing(subject, scale, attention, tones, measure);
        List<LaneMarks> lanes = new ArrayList<>();
        for (Slot slot : layout.inSight()) {
            if (!slot.isHead()) {
                lanes.add(laneDrawing.lane(slot));
            }
        }
        RulerDrawing ruler = new RulerDrawing(subject, scale, times, measure);
        RulerDrawing.Stretch lit = ruler.stretch(attention.litCorrelation(contents.columns()));
        Area area = new Area(sight.width(), sight.height(), sight.plot().left(), layout.top(), layout.pinnedBottom(),
                lit.from(), lit.to(), layout.contentHeight(), layout.scrollPx());
        LinkDrawing links = new LinkDrawing(subject, scale, layout, tones);
        List<Drawing.Link> arrows = links.links(lanes, path);
        return new Drawing(area, MinimapDrawing.make(overview, scale, subject.note()), ruler.make(sight.range(), lit),
                names(subject, layout, attention, sight.plot().left()), lanes,
                arrows, new BundleDrawing(subject, scale, layout, measure).bundles(),
                new TagDrawing(columnsOf(subject), subject.plan(), layout, measure).tags(arrows));
    }

    private static EventColumns columnsOf(Subject subject) {
        return subject.contents().columns();
    }

    public static LaneLayout layout(LanePlan plan, Sight sight) {
        return LaneLayout.of(plan, Sizes.MINIMAP + Sizes.RULER, sight.height(), sight.scrollPx());
    }

    /// The height of the canvas, at most as much as given, at which no lane is cut at the bottom; as given where all fit.
    public static double wholeLanes(LanePlan plan, double height) {
        List<Slot> all = LaneLayout.of(plan, Sizes.MINIMAP + Sizes.RULER, Double.MAX_VALUE, 0).inSight();
        boolean allFit = all.isEmpty() || all.getLast().bottom() <= height;
        return allFit
                ? height
                : all.stream().mapToDouble(Slot::bottom).filter(bottom -> bottom <= height).max().orElse(height);
    }

    private List<NameRow> names(Subject subject, LaneLayout layout, Attention attention, double roomPx) {
        List<NameRow> names = new ArrayList<>();
        for (Slot slot : layout.inSight()) {
            LaneGroup group = subject.plan().groups().get(slot.group());
            names.add(slot.isHead()
                    ? new HeadName(slot.y(), slot.height(), slot.pinned(), group.kind(), group.title(),
                            Figures.count(group.count()), group.collapsed())
                    : laneName(subject, slot, attention, roomPx));
        }
        return names;
    }

    private LaneName laneName(Subject subject, Slot slot, Attention attention, double roomPx) {
        EventColumns columns = subject.contents().columns();
        double textFrom = 30;
        return switch (subject.plan().lanes().get(slot.lane())) {
            case Lane.OfStream(var stream, _, var pinned) -> {
                String category = columns.categories().text(columns.categoryOfStream(stream));
                double room = roomPx - textFrom - Sizes.PADDING - (pinned ? 24 : 0);
                String title = elision.stream(columns.streams().text(stream), category, room);
                yield new LaneName(slot.y(), slot.height(), slot.pinned(), slot.lane(), title, "", Hue.of(category),
                        false, pin(slot.lane(), pinned, attention), stream == selectedStream(columns, attention));
            }
            case Lane.OfCategory(var category, var count) -> {
                String name = columns.categories().text(category);
                String detail = Figures.count(count) + " more";
                double room = roomPx - textFrom - Sizes.PADDING - 8 - measure.widthPx(detail, Face.FIGURE);
                yield new LaneName(slot.y(), slot.height(), slot.pinned(), slot.lane(),
                        elision.end(name.isEmpty() ? "streams" : name, room), detail, Hue.of(name), true,
                        Drawing.Pin.NONE, false);
            }
        };
    }

    private static Drawing.Pin pin(int lane, boolean pinned, Attention attention) {
        if (pinned) {
            return Drawing.Pin.SET;
        }
        return lane == attention.hoveredLane() ? Drawing.Pin.OFFERED : Drawing.Pin.NONE;
    }

    private static int selectedStream(EventColumns columns, Attention attention) {
        return attention.selected() != EventColumns.NONE
                ? columns.streamNumber(attention.selected())
                : attention.stream();
    }
}
