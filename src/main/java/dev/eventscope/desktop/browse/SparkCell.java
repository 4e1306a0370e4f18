package dev.eventscope.desktop.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
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
        column.setPrefWidth(84);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().addAll("text-column", "last");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new SparkCell(activity, facts));
        return column;
    }

    /// `412 events from 25 Oct to 23 Nov, most on 12 Nov: 88`; days are those of UTC.
    static String sentence(StreamFacts facts, Instant from) {
        List<Long> days = facts.activity();
        long sum = days.stream().mapToLong(Long::longValue).sum();
        String span = " from " + day(from, 0) + " to " + day(from, days.size() - 1) + ", UTC";
        if (sum == 0) {
            return "No events" + span;
        }
        long most = Collections.max(days);
        String about = facts.activityExact() ? "" : "≈ ";
        return about + Figures.plural(sum, "event") + span + "; most on " + day(from, days.indexOf(most)) + ": " + about
                + Figures.count(most);
    }

    private static String day(Instant from, int day) {
        return Times.UTC.shortDay(from.plus(Duration.ofDays(day)));
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
            words.setText(sentence(known, from));
            setTooltip(words);
            setAccessibleText(words.getText());
        }
    }
}
