package dev.eventscope.desktop.replay;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.replay.rail.Track;
import dev.eventscope.desktop.replay.shown.StateRow;
import dev.eventscope.event.EventClock;
import dev.eventscope.replay.Blame;
import dev.eventscope.replay.FieldWrite;

/// At the foot of the state: who wrote the chosen field, and the way to the writer before.
///
/// Shape: until it is known who wrote it last, the event that changed it last, which the gutter names.
public final class WriterBox extends VBox {

    private final Label path = new Label();
    private final Button watch = new Button("Watch");
    private final Button before = new Button("Writer before");
    private final Mark mark = Mark.ofCategory("");
    private final Label type = new Label();
    private final Button version = new Button();
    private final Label time = new Label();
    private final Label actor = new Label();
    private @Nullable ReplayModels models;
    private Consumer<String> onWatch = _ -> {};
    private Consumer<String> onBefore = _ -> {};
    private @Nullable StateRow shown;

    public WriterBox() {
        getStyleClass().add("replay-writer");
        path.getStyleClass().addAll("mono", "muted");
        path.setMinWidth(0);
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        button(watch, "watchButton", "Watch this field while scrubbing (P)");
        button(before, "writerBeforeButton", "Go to the writer before (Shift+B)");
        button(version, "writerVersionButton", "Go to this version (B)");
        version.getStyleClass().add("mono");
        watch.setOnAction(_ -> onWatch.accept(pathOfShown()));
        before.setOnAction(_ -> onBefore.accept(pathOfShown()));
        type.setId("writerType");
        type.getStyleClass().add("title");
        type.setMinWidth(0);
        time.getStyleClass().addAll("mono", "muted");
        time.setMinWidth(Region.USE_PREF_SIZE);
        actor.setId("writerActor");
        actor.getStyleClass().addAll("small", "muted");
        actor.setMinWidth(0);
        getChildren().addAll(line(path, gap(), watch, before), line(mark, type, version, actor, gap(), time));
        show(null);
    }

    void bind(ReplayModels with, Consumer<String> beforeHandler, Consumer<String> watchHandler) {
        models = with;
        onBefore = beforeHandler;
        onWatch = watchHandler;
    }

    void show(@Nullable StateRow row) {
        shown = row;
        ReplayModels known = models;
        Track track = known == null ? Track.EMPTY : known.place().track();
        boolean none = known == null || row == null || track.isEmpty() || track.indexOf(row.version()) < 0;
        setVisible(!none);
        setManaged(!none);
        if (known == null || row == null || none) {
            return;
        }
        path.setText(row.path());
        watch.setText(known.watches().isWatched(row.path()) ? "Watch no longer" : "Watch");
        Blame blame = known.writers().blameProperty().get();
        List<FieldWrite> writes = blame == null ? List.of() : Writers.writesOf(blame, row.path());
        show(track, writes.isEmpty() ? row.version() : writes.getFirst().version(), known);
        actor.setText(writes.isEmpty() || writes.getFirst().actor() == null ? "" : writes.getFirst().actor());
        before.setVisible(writes.size() > 1);
        before.setText(writes.size() > 1 ? "Writer before, v" + writes.get(1).version() : "");
    }

    private void show(Track track, long writer, ReplayModels known) {
        int index = track.indexOf(writer);
        EventClock clock = known.workspace().eventClock();
        Times times = known.workspace().times();
        Instant at = track.time(index, clock);
        mark.show(EventKind.of(track.type(index)), track.category());
        type.setText(track.type(index));
        version.setText("v" + writer);
        version.setOnAction(_ -> known.place().goToVersion(writer));
        time.setText(times.full(at));
    }

    private String pathOfShown() {
        return shown == null ? "" : shown.path();
    }

    private static void button(Button button, String id, String does) {
        button.setId(id);
        button.getStyleClass().add("compact");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText(does);
        button.setTooltip(new Tooltip(does));
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("replay-writer-line");
        return line;
    }
}
