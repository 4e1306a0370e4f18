package dev.eventscope.desktop.inspector;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.inspector.InspectorViewModel.Links;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;

/// What the header of an event says, in two columns.
final class FactList extends GridPane {

    private static final double NAMES = 96;

    private final Workspace workspace;
    private final Runnable onCause;

    FactList(Workspace workspace, Runnable onCause) {
        this.workspace = workspace;
        this.onCause = onCause;
        getStyleClass().add("fact-grid");
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        getColumnConstraints().addAll(new ColumnConstraints(NAMES, NAMES, NAMES), values);
    }

    /// `links` are null while they are being read.
    void show(EventHeader event, @Nullable Links links) {
        Times times = workspace.times();
        getChildren().clear();
        if (event.recordedAt() != null) {
            fact("Recorded", times.full(event.recordedAt()), "mono");
        }
        if (event.occurredAt() != null && !event.occurredAt().equals(event.recordedAt())) {
            fact("Occurred", times.full(event.occurredAt()), "mono");
        }
        if (event.schemaVersion() != null) {
            fact("Schema", event.schemaVersion(), "mono");
        }
        id("Event id", event.id());
        if (event.correlationId() != null) {
            id("Correlation", event.correlationId());
        }
        if (event.cause() != null) {
            showCause(event, links);
        }
        if (!event.flags().isEmpty()) {
            fact("Marked", event.flags().toString().toLowerCase(Locale.ROOT), "warn");
        }
    }

    /// The cause by its position, as a way there; by its own words while it is not known to be here.
    private void showCause(EventHeader event, @Nullable Links links) {
        List<EventHeader> causes = links == null ? List.of() : links.causes().causes();
        if (causes.isEmpty()) {
            fact("Cause", Objects.requireNonNull(event.cause()).label(), "mono");
        } else {
            EventHeader cause = causes.getFirst();
            Hyperlink link = new Hyperlink(Figures.position(cause.order()));
            link.getStyleClass().add("mono");
            link.setTooltip(new Tooltip(cause.type() + " in " + cause.stream() + ", key ["));
            link.setOnAction(_ -> onCause.run());
            fact("Cause", link);
        }
    }

    /// Both ends of an id tell it from others.
    private void id(String name, String id) {
        fact(name, id, "mono").setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    }

    private Label fact(String name, String value, String style) {
        Label text = new Label(value);
        text.getStyleClass().add(style);
        text.setMinWidth(0);
        text.setTooltip(new Tooltip(value));
        fact(name, text);
        return text;
    }

    private void fact(String name, Node value) {
        Label label = new Label(name);
        label.getStyleClass().add("muted");
        addRow(getRowCount(), label, value);
    }
}
