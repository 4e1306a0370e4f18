package dev.eventscope.desktop.browse;

import java.time.Instant;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.StreamFacts;

/// A cell with the activity of a stream; its tooltip has the figures.
final class SparkCell extends TableCell<StreamRow, StreamRow> {

    private final StreamActivity activity;
    private final Function<StreamRow, @Nullable StreamFacts> facts;
    private final Sparkline line = new Sparkline();
    private final Tooltip words = new Tooltip();

    private SparkCell(StreamActivity activity, Function<StreamRow, @Nullable StreamFacts> facts) {
        this.activity = activity;
        this.facts = facts;
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    static TableColumn<StreamRow, StreamRow> column(StreamActivity activity,
            Function<StreamRow, @Nullable StreamFacts> facts) {
        TableColumn<StreamRow, StreamRow> column = new TableColumn<>(StreamActivity.DAYS + " days");
        column.setId("activityColumn");
        column.setUserData("Activity of " + StreamActivity.DAYS + " days");
        column.setPrefWidth(104);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().addAll("text-column", "last");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new SparkCell(activity, facts));
        return column;
    }

    @Override
    protected void updateItem(@Nullable StreamRow row, boolean empty) {
        super.updateItem(row, empty);
        StreamFacts known = empty || row == null ? null : facts.apply(row);
        Instant from = activity.from();
        if (known == null || from == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText("");
        } else {
            line.show(known.activity());
            setGraphic(line);
            words.setText(StreamActivity.sentence(known, from));
            setTooltip(words);
            setAccessibleText(words.getText());
        }
    }
}
