package dev.eventscope.desktop.inspector;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
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
import dev.eventscope.event.VectorClock;

/// What the header of an event says, in two columns.
final class FactList extends GridPane {

    private static final double NAMES = 96;

    private final Workspace workspace;
    private final Runnable onCause;
    private final Runnable onCorrelation;

    FactList(Workspace workspace, Runnable onCause, Runnable onCorrelation) {
        this.workspace = workspace;
        this.onCause = onCause;
        this.onCorrelation = onCorrelation;
        getStyleClass().add("fact-grid");
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        getColumnConstraints().addAll(new ColumnConstraints(NAMES, NAMES, NAMES), values);
    }

    /// `links` and `clock` are null while they are being read.
    void show(EventHeader event, @Nullable Links links, @Nullable VectorClock clock) {
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
            showCorrelation(event.correlationId());
        }
        if (event.cause() != null) {
            showCause(event, links);
        }
        if (clock != null) {
            Label ticks = fact("Vector clock", text(clock), "mono");
            ticks.setId("vectorClockLabel");
            ticks.setWrapText(true);
            ticks.setMinHeight(USE_PREF_SIZE);
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
            link("Cause", "causeLink", Figures.position(cause.order()),
                    cause.type() + " in " + cause.stream() + ", key [", onCause);
        }
    }

    private void showCorrelation(String correlation) {
        if (workspace.history().offers(InspectorViewModel.correlationView(workspace))) {
            link("Correlation", "correlationLink", correlation, "Everything with " + correlation, onCorrelation)
                    .setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        } else {
            id("Correlation", correlation);
        }
    }

    /// `importer: 12, runner-a: 4`; a line never ends between a node and its tick.
    private static String text(VectorClock clock) {
        return clock.ticks().entrySet().stream().map(tick -> tick.getKey() + ":\u00a0" + Figures.count(tick.getValue()))
                .collect(Collectors.joining(", "));
    }

    private Hyperlink link(String name, String id, String text, String tip, Runnable onClick) {
        Hyperlink link = new Hyperlink(text);
        link.setId(id);
        link.getStyleClass().add("mono");
        link.setMinWidth(0);
        link.setTooltip(new Tooltip(tip));
        link.setOnAction(_ -> onClick.run());
        fact(name, link);
        return link;
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
        GridPane.setValignment(label, VPos.TOP);
        addRow(getRowCount(), label, value);
    }
}
