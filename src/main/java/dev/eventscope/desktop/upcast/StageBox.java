package dev.eventscope.desktop.upcast;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.upcast.StageColumn.Refusal;
import dev.eventscope.desktop.upcast.StageColumn.Tone;

/// One column of the layout of an event: its head, and the payload as numbered lines or why there is none.
final class StageBox extends VBox {

    private static final int INDENT_PX = 16;
    private static final int DEEPEST_INDENT = 12;

    StageBox(StageColumn column) {
        getStyleClass().add("stage");
        setPrefWidth(300);
        getChildren().add(head(column));
        if (column.refusal() != null) {
            getChildren().add(refusal(column.refusal()));
        } else if (!column.remark().isEmpty()) {
            Label remark = label(column.remark(), "muted");
            remark.setWrapText(true);
            getChildren().add(body(remark));
        } else {
            ListView<StageLine> lines = new ListView<>();
            lines.getStyleClass().add("stage-lines");
            lines.setAccessibleText(column.title());
            lines.setCellFactory(_ -> new LineCell());
            lines.getItems().setAll(column.lines());
            VBox.setVgrow(lines, Priority.ALWAYS);
            getChildren().add(lines);
        }
    }

    private static HBox head(StageColumn column) {
        Label title = label(column.title(), "title");
        Label chip = label(column.chip(), "chip");
        if (column.tone() != Tone.NEUTRAL) {
            chip.getStyleClass().add(column.tone().name().toLowerCase(Locale.ROOT));
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap, chip);
        head.getStyleClass().add("stage-head");
        return head;
    }

    private static VBox refusal(Refusal refusal) {
        FontIcon cross = new FontIcon("fth-x");
        cross.getStyleClass().add("danger");
        Label why = label(refusal.why(), "title");
        why.setGraphic(cross);
        why.setWrapText(true);
        VBox card = new VBox(why);
        card.getStyleClass().add("stage-refusal");
        if (!refusal.value().isEmpty()) {
            Label value = label(refusal.value(), "mono");
            value.setWrapText(true);
            card.getChildren().add(value);
        }
        VBox body = body(card);
        if (!refusal.rule().isEmpty()) {
            body.getChildren().addAll(label("Rule, " + refusal.rule(), "section-head"),
                    excerpt(refusal.excerpt()));
        }
        return body;
    }

    /// The rule in plain, the part of it that could not be done marked, and what follows it muted.
    private static VBox excerpt(List<String> lines) {
        VBox excerpt = new VBox();
        excerpt.getStyleClass().add("stage-excerpt");
        WrongPart wrong = WrongPart.of(lines).orElse(null);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            TextFlow flow = new TextFlow();
            if (wrong != null && wrong.line() == i) {
                flow.getChildren().addAll(text(line.substring(0, wrong.from()), "excerpt-rule"),
                        text(line.substring(wrong.from(), wrong.to()), "excerpt-wrong"),
                        text(line.substring(wrong.to()), "excerpt-rule"));
            } else {
                flow.getChildren().add(text(line, i == 0 ? "excerpt-rule" : "excerpt-after"));
            }
            excerpt.getChildren().add(flow);
        }
        return excerpt;
    }

    private static Text text(String content, String style) {
        Text text = new Text(content);
        text.getStyleClass().add(style);
        return text;
    }

    private static VBox body(Region first) {
        VBox body = new VBox(first);
        body.getStyleClass().add("stage-body");
        return body;
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    private static final class LineCell extends ListCell<StageLine> {

        private final Label number = label("", "line-number");
        private final Region indent = new Region();
        private final Text key = new Text();
        private final Text value = new Text();
        private final TextFlow text = new TextFlow(key, value);
        private final HBox line = new HBox(number, indent, text);

        LineCell() {
            line.getStyleClass().add("stage-line");
            key.getStyleClass().setAll("text", "json-key");
        }

        @Override
        protected void updateItem(@Nullable StageLine item, boolean empty) {
            super.updateItem(item, empty);
            getStyleClass().removeAll("added", "changed", "removed", "failed");
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            number.setText(Integer.toString(item.number()));
            indent.setMinWidth(Math.min(item.depth(), DEEPEST_INDENT) * (double) INDENT_PX);
            key.setText(item.key().isEmpty() ? "" : item.key() + ": ");
            value.setText(item.value());
            value.getStyleClass().setAll("text", item.kind().styleClass());
            if (item.mark() != null) {
                getStyleClass().add(item.mark().name().toLowerCase(Locale.ROOT));
            }
            setGraphic(line);
        }
    }
}
