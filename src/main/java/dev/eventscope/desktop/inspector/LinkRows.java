package dev.eventscope.desktop.inspector;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;

/// Rows for causes and effects: mark, type, stream, and the time before or after the event.
final class LinkRows {

    private final EventHeader event;
    private final EventClock clock;
    private final Consumer<EventHeader> onGo;

    LinkRows(EventHeader event, EventClock clock, Consumer<EventHeader> onGo) {
        this.event = event;
        this.clock = clock;
        this.onGo = onGo;
    }

    /// Rows for a chain of causes; a folded run opens in place.
    List<Node> causes(List<CauseRow> rows) {
        List<Node> nodes = new ArrayList<>();
        for (CauseRow row : rows) {
            nodes.add(switch (row) {
                case CauseRow.Of(var cause) -> row(cause);
                case CauseRow.More(var stream, var events) -> more(stream.name(), events);
                case CauseRow.Missing(var label) -> missing(label);
            });
        }
        return nodes;
    }

    List<Node> effects(List<EventHeader> effects) {
        return effects.stream().<Node>map(this::row).toList();
    }

    private Button row(EventHeader linked) {
        Label type = new Label(linked.type());
        type.setMinWidth(Region.USE_PREF_SIZE);
        Label stream = new Label(linked.stream().name());
        stream.getStyleClass().addAll("small", "muted");
        stream.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        stream.setMinWidth(0);
        Label delta = new Label(delta(linked));
        delta.getStyleClass().addAll("mono", "muted", "delta");
        HBox line = line(new Mark(EventKind.of(linked.type()), linked.category()), type, gap(), stream, delta);
        Button button = button(line, linked.type() + " in " + linked.stream());
        button.setOnAction(_ -> onGo.accept(linked));
        return button;
    }

    private Button more(String stream, List<EventHeader> events) {
        Label text = new Label(Figures.count(events.size()) + " more in " + stream);
        text.getStyleClass().addAll("small", "muted");
        text.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        text.setMinWidth(0);
        Button button = button(line(new FontIcon("fth-more-vertical"), text, gap(), new FontIcon("fth-chevron-down")),
                text.getText());
        button.setOnAction(_ -> {
            if (button.getParent() instanceof Pane parent) {
                int at = parent.getChildren().indexOf(button);
                parent.getChildren().remove(at);
                parent.getChildren().addAll(at, effects(events));
            }
        });
        return button;
    }

    private static Button missing(String label) {
        Region ghost = new Region();
        ghost.getStyleClass().add("cause-ghost");
        Label text = new Label("Not in this store or archived");
        text.getStyleClass().addAll("small", "muted");
        text.setMinWidth(Region.USE_PREF_SIZE);
        Label id = new Label(label);
        id.getStyleClass().addAll("mono", "faint");
        id.setMinWidth(0);
        Button button = button(line(ghost, text, gap(), id), "Cause not in this store: " + label);
        button.setDisable(true);
        return button;
    }

    private String delta(EventHeader linked) {
        Instant there = linked.time(clock);
        Instant here = event.time(clock);
        return there == null || here == null ? "" : Times.signed(Duration.between(here, there));
    }

    private static Button button(HBox line, @Nullable String name) {
        Button button = new Button(null, line);
        button.getStyleClass().setAll("cause-row");
        button.setAccessibleText(name);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        line.prefWidthProperty().bind(button.widthProperty().subtract(24));
        return button;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("cause-line");
        line.setMinWidth(0);
        return line;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
