package dev.eventscope.desktop.browse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.rules.structural.FieldPointer;

/// The columns of the events of a stream.
final class EventColumns {

    private final Workspace workspace;
    private final EventListModel events;
    private final PinnedFields pins;
    private final List<TableColumn<EventHeader, EventHeader>> pinned = new ArrayList<>();

    EventColumns(Workspace workspace, EventListModel events, PinnedFields pins) {
        this.workspace = workspace;
        this.events = events;
        this.pins = pins;
    }

    ColumnChooser<EventHeader> addTo(TableView<EventHeader> table) {
        TableColumn<EventHeader, EventHeader> version = Columns.figure("versionColumn", "v", 56,
                event -> event.version() == null ? "" : Figures.count(event.version()));
        version.getStyleClass().add("first");
        TableColumn<EventHeader, EventHeader> position = Columns.figure("positionColumn", "Position", 88,
                event -> Figures.position(event.order()));
        position.getStyleClass().add("muted");
        TableColumn<EventHeader, EventHeader> time = Columns.mono("timeColumn", "Recorded, UTC", 204,
                event -> workspace.times().full(event.time(workspace.eventClock())));
        TableColumn<EventHeader, EventHeader> delta = Columns.figure("deltaColumn", "Δ previous", 88, this::delta);
        delta.getStyleClass().add("muted");
        TableColumn<EventHeader, EventHeader> type = Columns.marked("typeColumn", "Type", 160, EventColumns::type,
                event -> EventKind.of(event.type()), EventHeader::category);
        TableColumn<EventHeader, EventHeader> summary = Columns.text("summaryColumn", "Summary", 160,
                detail(EventDetails::summary));
        TableColumn<EventHeader, EventHeader> actor = Columns.text("actorColumn", "Actor", 120,
                detail(EventDetails::actor));
        actor.getStyleClass().add("muted");
        TableColumn<EventHeader, EventHeader> cause = Columns.figure("causeColumn", "Cause", 76, this::cause);
        cause.getStyleClass().add("muted");
        TableColumn<EventHeader, EventHeader> effects = Columns.figure("effectsColumn", "Effects", 64, detail(
                details -> details.effects() == 0
                        ? "0"
                        : details.effects() + (details.effects() == EventDetails.MOST_EFFECTS ? "+" : "")));
        effects.getStyleClass().addAll("last", "muted");
        Columns.dress(table);
        table.getColumns().setAll(List.of(version, position, time, delta, type, summary, actor, cause, effects));
        Columns.grow(table, summary, 200, List.of(actor, position, effects, delta));
        // A column in which nobody is named would only take room from the summary.
        ColumnChooser<EventHeader> chooser = new ColumnChooser<>(workspace, "streamsView.hiddenEventColumns", table,
                () -> {
                    List<TableColumn<EventHeader, EventHeader>> all = new ArrayList<>(
                            List.of(version, position, time, delta, type));
                    all.addAll(pinned);
                    all.add(summary);
                    if (events.details().actorsProperty().get()) {
                        all.add(actor);
                    }
                    all.addAll(List.of(cause, effects));
                    return all;
                });
        events.details().actorsProperty().subscribe(_ -> chooser.arrange());
        pins.fields().subscribe(() -> showPins(chooser));
        showPins(chooser);
        events.details().versionProperty().addListener((_, _, _) -> table.refresh());
        workspace.timesProperty().addListener((_, _, _) -> table.refresh());
        workspace.timesProperty().subscribe(_ -> time.setText(workspace.clockName()));
        workspace.eventClockProperty().subscribe(_ -> time.setText(workspace.clockName()));
        return chooser;
    }

    private void showPins(ColumnChooser<EventHeader> chooser) {
        pinned.clear();
        for (FieldPointer field : pins.fields()) {
            TableColumn<EventHeader, EventHeader> column = Columns.text("pinned" + field, pins.label(field), 120,
                    detail(details -> details.pinned().getOrDefault(field, "")));
            pinned.add(column);
        }
        chooser.arrange();
    }

    private Function<EventHeader, @Nullable String> detail(Function<EventDetails, String> part) {
        return event -> {
            EventDetails details = events.details().of(event);
            return details == null ? "" : part.apply(details);
        };
    }

    private String delta(EventHeader event) {
        Duration since = events.sincePrevious(event);
        return since == null ? "" : Times.signed(since);
    }

    /// The position of the cause; its id in short where it is not in this store, so that it is not mistaken for none.
    private String cause(EventHeader event) {
        EventDetails details = events.details().of(event);
        if (event.cause() == null || details == null) {
            return "";
        }
        return details.cause() == null ? "missing" : Figures.position(details.cause().order());
    }

    private static String type(EventHeader event) {
        String schema = event.schemaVersion();
        return schema == null || schema.equals("1") ? event.type() : event.type() + " " + schema;
    }
}
