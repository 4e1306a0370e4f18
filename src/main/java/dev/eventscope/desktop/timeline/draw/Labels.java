package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.eventscope.desktop.timeline.draw.Drawing.Label;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;
import dev.eventscope.desktop.timeline.draw.TextMeasure.Face;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.EventFacts;

/// Names of events right of their marks, only where the lane is free up to the next shape. A label never moves and never
/// covers anything: what has no room is left to the hover card.
final class Labels {

    private final EventColumns columns;
    private final EventFacts.Book facts;
    private final TextMeasure measure;
    private final Tones tones;
    private final Attention attention;

    Labels(DrawingMaker.Subject subject, TextMeasure measure, Tones tones, Attention attention) {
        columns = subject.contents().columns();
        facts = subject.facts();
        this.measure = measure;
        this.tones = tones;
        this.attention = attention;
    }

    /// In the lane of a saga only steps too short for a bar are named, by the step.
    List<Label> of(List<Item> items, List<Mark> marks, TimeScale scale, boolean saga) {
        List<Label> labels = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Point point) {
                String text = saga ? steps(point) : text(point);
                double x = Math.rint(point.x()) + Sizes.LABEL_RIGHT_OF_MARK;
                double end = x + measure.widthPx(text, Face.SMALL);
                if (!text.isEmpty() && x >= scale.plot().left() && end <= free(point, items, marks, scale)) {
                    boolean strong = point.row() == attention.selected();
                    labels.add(new Label(x, end, text, strong ? Tone.PLAIN : tones.ofMark(point.row()), strong));
                }
            }
        }
        return labels;
    }

    /// How far right a label may reach: up to what stands next, the next fold, the edge.
    private static double free(Item.Point point, List<Item> items, List<Mark> marks, TimeScale scale) {
        double free = scale.plot().right() - 4;
        for (Item item : items) {
            if (!item.equals(point) && item.x() >= point.x()) {
                double reach = item instanceof Item.Point ? Drawing.Shape.COMMAND.reach() : 0;
                free = Math.min(free, item.x() - reach - Sizes.LABEL_CLEARANCE);
            }
        }
        for (Mark mark : marks) {
            if (mark.x() > Math.rint(point.x())) {
                free = Math.min(free, mark.x() - mark.shape().reach() - Sizes.LABEL_CLEARANCE);
            }
        }
        for (TimeScale.Fold fold : scale.folds()) {
            if (fold.x() + fold.width() > point.x()) {
                free = Math.min(free, Math.max(fold.x(), point.x()) - 4);
            }
        }
        return free;
    }

    private String steps(Item.Point point) {
        return point.rows().stream().filter(row -> columns.part(row).opensStep())
                .map(row -> facts.find(columns.id(row)).map(EventFacts::step).orElse("")).distinct()
                .filter(step -> !step.isEmpty()).collect(Collectors.joining(", "));
    }

    private String text(Item.Point point) {
        String type = columns.type(point.row());
        if (point.rows().size() == 1) {
            return type;
        }
        boolean same = point.rows().stream()
                .allMatch(row -> columns.typeNumber(row) == columns.typeNumber(point.row()));
        return "×" + point.rows().size() + (same ? " " + type : "");
    }
}
