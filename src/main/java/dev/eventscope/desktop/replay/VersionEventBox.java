package dev.eventscope.desktop.replay;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.JsonView;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.fx.WholeRows;
import dev.eventscope.event.EventHeader;

/// Below the difference: the event that made it.
public final class VersionEventBox extends VBox {

    private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");

    private final Mark mark = Mark.ofCategory("");
    private final Label type = new Label();
    private final Label position = new Label();
    private final Label size = new Label();
    private final Button timeline = new Button("Timeline");
    private final JsonView payload = new JsonView();

    public VersionEventBox() {
        getStyleClass().add("version-event");
        type.getStyleClass().add("title");
        type.setMinWidth(0);
        position.getStyleClass().addAll("mono", "muted");
        position.setMinWidth(Region.USE_PREF_SIZE);
        size.getStyleClass().addAll("small", "muted");
        size.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        timeline.setId("showOnTimelineButton");
        timeline.getStyleClass().add("compact");
        timeline.setMinWidth(Region.USE_PREF_SIZE);
        timeline.setAccessibleText("Show this event on the timeline");
        timeline.setTooltip(new Tooltip("Show this event on the timeline (T); Alt+\u2190 comes back"));
        HBox head = new HBox(mark, type, position, gap, size, timeline);
        head.getStyleClass().addAll("pane-head", "version-event-head");
        payload.setId("versionPayloadView");
        payload.setAccessibleText("Payload of the event of this version");
        WholeRows lines = new WholeRows();
        lines.setRows(payload);
        VBox.setVgrow(lines, Priority.ALWAYS);
        getChildren().addAll(head, lines);
    }

    void bind(VersionEvent event, Runnable onTimeline) {
        timeline.setOnAction(_ -> onTimeline.run());
        event.contentProperty().subscribe(this::show);
        event.busyProperty().subscribe(busy -> pseudoClassStateChanged(PENDING, busy));
    }

    private void show(VersionEvent.@Nullable Content content) {
        setVisible(content != null);
        if (content == null) {
            payload.clear();
            return;
        }
        EventHeader header = content.header();
        mark.show(EventKind.of(header.type()), header.category());
        type.setText(header.type());
        position.setText("position " + Figures.position(header.order()));
        size.setText("as stored, " + Figures.bytes(content.bytes()));
        payload.show(content.payload());
    }
}
