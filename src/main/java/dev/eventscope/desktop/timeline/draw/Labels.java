package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.timeline.draw.Drawing.Label;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// Names of events right of their marks, and of steps in or right of their bars, only where the lane is free up to the next
/// shape. A label never moves and never covers anything: what has no room is left to the hover card.
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

    /// In the lane of a saga only steps are named.
    List<Label> of(List<Item> items, List<Mark> marks, TimeScale scale, boolean saga) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String text = textBeside(item, saga);
            double x = Math.rint(item.endX()) + (item instanceof Item.Step step && !step.failed()
                    ? Sizes.LABEL_RIGHT_OF_BAR
                    : Sizes.LABEL_RIGHT_OF_MARK);
            double end = x + measure.widthPx(text, Face.SMALL);
            if (!text.isEmpty() && x >= scale.plot().left() && end <= free(i, items, marks, scale)) {
                labels.add(label(item, x, end, text));
            }
        }
        return labels;
    }

    /// The name of a step where its bar has room for it, else nothing.
    String inside(Item.Step step) {
        double room = step.endX() - step.x() - 6 - (step.failed() ? 8 : 4);
        String name = step(step.startRow());
        return measure.widthPx(name, Face.SMALL) <= room ? name : "";
    }

    private String textBeside(Item item, boolean saga) {
        return switch (item) {
            case Item.Point point -> saga ? steps(point) : text(point);
            case Item.Step step -> inside(step).isEmpty() ? step(step.startRow()) : "";
            case Item.Dense _,Item.Wait _,Item.Check _ -> "";
        };
    }

    private Label label(Item item, double x, double end, String text) {
        if (item instanceof Item.Point point) {
            boolean strong = point.row() == attention.selected();
            return new Label(x, end, text, strong ? Tone.PLAIN : tones.ofMark(point.row()), strong);
        }
        Item.Step step = (Item.Step) item;
        boolean strong = step.endRow() == attention.selected() || step.startRow() == attention.selected();
        return new Label(x, end, text, strong ? Tone.PLAIN : tones.ofBar(step.startRow(), step.endRow()), strong);
    }

    /// How far right a label may reach: up to what stands next, the next fold, the edge.
    private static double free(int place, List<Item> items, List<Mark> marks, TimeScale scale) {
        double free = scale.plot().right() - 4;
        Item named = items.get(place);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (i != place && item.x() >= named.endX()) {
                double reach = item instanceof Item.Point ? Drawing.Shape.COMMAND.reach() : 0;
                free = Math.min(free, item.x() - reach - Sizes.LABEL_CLEARANCE);
            }
        }
        for (Mark mark : marks) {
            if (mark.x() > Math.rint(named.endX())) {
                free = Math.min(free, mark.x() - mark.shape().reach() - Sizes.LABEL_CLEARANCE);
            }
        }
        for (TimeScale.Fold fold : scale.folds()) {
            if (fold.x() + fold.width() > named.endX()) {
                free = Math.min(free, Math.max(fold.x(), named.endX()) - 4);
            }
        }
        return free;
    }

    private String step(int row) {
        return Objects.requireNonNullElse(facts.of(columns.id(row)).step(), "");
    }

    private String steps(Item.Point point) {
        return point.rows().stream().filter(row -> columns.part(row).opensStep())
                .map(this::step).distinct()
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
