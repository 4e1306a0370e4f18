package dev.eventscope.desktop.replay;

import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.replay.rail.Spark;
import dev.eventscope.desktop.replay.rail.Track;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.replay.FieldTrack;

/// The watched fields: the value of each at the version on show, and its course along all versions.
///
/// Threads: FX thread.
public final class WatchList extends ListView<WatchList.Row> {

    private static final double ROW = 26;
    private static final int MOST_IN_SIGHT = 5;
    private static final double SPARK_WIDTH = 112;
    private static final double SPARK_HEIGHT = 16;

    /// Shape: without a track while the stream is being gone through.
    record Row(String path, @Nullable JsonNode value, @Nullable FieldTrack track) {}

    private @Nullable ReplayModels models;

    public WatchList() {
        getStyleClass().add("watch-list");
        setFixedCellSize(ROW);
        setAccessibleText("Watched fields");
        setCellFactory(_ -> new Cell());
        setMinHeight(0);
        show();
    }

    void bind(ReplayModels with) {
        models = with;
        with.watches().paths().addListener((ListChangeListener<String>) _ -> show());
        with.watches().marksProperty().addListener((_, _, _) -> show());
        with.place().shownProperty().addListener((_, _, _) -> show());
        with.workspace().profileProperty().addListener((_, _, _) -> show());
        show();
    }

    private void show() {
        ReplayModels known = models;
        List<String> paths = known == null ? List.of() : known.watches().shown();
        setVisible(!paths.isEmpty());
        setManaged(!paths.isEmpty());
        double height = Math.min(paths.size(), MOST_IN_SIGHT) * ROW + 2;
        setPrefHeight(height);
        setMinHeight(height);
        if (known == null) {
            return;
        }
        Shown shown = known.place().shownProperty().get();
        List<FieldTrack> tracks = known.watches().marksProperty().get().fields();
        getItems().setAll(paths.stream().map(path -> {
            JsonNode value = shown == null ? null : shown.state().state().at(path);
            Optional<FieldTrack> track = tracks.stream().filter(each -> each.path().equals(path)).findFirst();
            return new Row(path, value == null || value.isMissingNode() ? null : value, track.orElse(null));
        }).toList());
    }

    private final class Cell extends ListCell<Row> {

        private final Label path = new Label();
        private final Label value = new Label();
        private final Label changes = new Label();
        private final Path course = new Path();
        private final Line cursor = new Line();
        private final Pane spark = new Pane(course, cursor);
        private final Button remove = new Button(null, new FontIcon("fth-x"));
        private final HBox line = new HBox(path, value, spark, changes, remove);
        private @Nullable FieldTrack drawn;
        private @Nullable Track drawnOn;

        Cell() {
            line.getStyleClass().add("watch-line");
            path.getStyleClass().addAll("mono", "muted");
            path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
            path.setPrefWidth(104);
            path.setMinWidth(48);
            value.getStyleClass().add("mono");
            value.setMinWidth(56);
            value.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(value, Priority.ALWAYS);
            changes.getStyleClass().addAll("small", "muted");
            changes.setMinWidth(Region.USE_PREF_SIZE);
            spark.setMinSize(SPARK_WIDTH, SPARK_HEIGHT);
            spark.setMaxSize(SPARK_WIDTH, SPARK_HEIGHT);
            course.getStyleClass().add("watch-course");
            cursor.getStyleClass().add("watch-cursor");
            remove.getStyleClass().addAll("icon", "compact");
            line.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            ReplayModels known = models;
            if (empty || row == null || known == null) {
                setGraphic(null);
                return;
            }
            path.setText(row.path());
            JsonNode now = row.value();
            value.setText(now == null
                    ? "absent"
                    : now.isContainerNode() && !now.isEmpty()
                            ? Figures.plural(now.size(), now.isObject() ? "field" : "item")
                            : Shortened.value(now));
            value.getStyleClass().removeAll("faint");
            if (now == null) {
                value.getStyleClass().add("faint");
            }
            changes.setText(row.track() == null ? "reading" : Figures.plural(row.track().changes(), "change"));
            String name = "Watch " + row.path() + " no longer";
            remove.setAccessibleText(name);
            remove.setTooltip(new Tooltip(name));
            remove.setVisible(!known.watches().isPinned(row.path()));
            remove.setOnAction(_ -> known.watches().toggle(row.path()));
            draw(row.track(), known.place());
            setGraphic(line);
        }

        @SuppressWarnings("ReferenceEquality") // drawn anew only where it is another track, not an equal one
        private void draw(@Nullable FieldTrack field, ReplayViewModel place) {
            Track track = place.track();
            if (field != drawn || track != drawnOn) {
                drawn = field;
                drawnOn = track;
                course.getElements().clear();
                if (field != null && !track.isEmpty()) {
                    add(Spark.of(field, track, SPARK_WIDTH, SPARK_HEIGHT));
                }
            }
            double x = Math.floor(Spark.x(track, Math.max(0, place.indexProperty().get()), SPARK_WIDTH)) + 0.5;
            cursor.setStartX(x);
            cursor.setEndX(x);
            cursor.setEndY(SPARK_HEIGHT);
            cursor.setVisible(field != null);
        }

        private void add(Spark made) {
            double[] at = made.coordinates();
            for (int i = 0; i + 1 < at.length; i += 2) {
                boolean begins = made.isLine() ? i == 0 : i % 4 == 0;
                course.getElements().add(begins ? new MoveTo(at[i], at[i + 1]) : new LineTo(at[i], at[i + 1]));
            }
        }
    }
}
