package dev.eventscope.desktop.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.Pace;

/// How fast a job goes: the stages one after the other, the rate, and the share that stops it.
final class PaceBox extends VBox {

    private static final List<Integer> STAGES = Pace.CAREFUL.stages();

    private final List<ToggleButton> stages = STAGES.stream().map(PaceBox::stage).toList();
    private final TextField rate = field("paceRateField", "10", "Requests a second");
    private final TextField stop = field("paceStopField", "20",
            "Share that failed again and stops the job, in per cent");
    private final ReadOnlyObjectWrapper<@Nullable Pace> pace = new ReadOnlyObjectWrapper<>();
    private String problem = "";

    PaceBox() {
        getStyleClass().add("redrive-lines");
        HBox way = new HBox();
        way.getStyleClass().add("pace-way");
        stages.forEach(stage -> way.getChildren().addAll(stage, DialogParts.muted("→")));
        ToggleButton all = new ToggleButton("all");
        all.getStyleClass().addAll("compact", "pace-stage");
        all.setSelected(true);
        all.setDisable(true);
        all.setTooltip(new Tooltip("All that are left"));
        way.getChildren().addAll(all, DialogParts.spacer(), words("at most"), rate, words("a second"));
        HBox rule = new HBox(words("Next size once all before are confirmed. Stop when"), stop,
                words("% failed again, or a new kind of failure."));
        rule.getStyleClass().add("pace-way");
        getChildren().addAll(way, rule);
        stages.forEach(stage -> stage.selectedProperty().subscribe(this::read));
        rate.textProperty().subscribe(this::read);
        stop.textProperty().subscribe(this::read);
        read();
    }

    /// Null while what was typed is no pace.
    ReadOnlyObjectProperty<@Nullable Pace> paceProperty() {
        return pace.getReadOnlyProperty();
    }

    /// Why it is none; empty where it is one.
    String problem() {
        return problem;
    }

    /// `1, then 5, 25, all`; stages that would find nothing left are not named.
    static String howMany(Pace pace, int instances) {
        int before = 0;
        List<String> sizes = new ArrayList<>();
        for (int size : pace.stages()) {
            if (before + size >= instances) {
                break;
            }
            sizes.add(Integer.toString(size));
            before += size;
        }
        return sizes.isEmpty()
                ? Integer.toString(instances)
                : sizes.getFirst() + ", then " + Stream.concat(sizes.stream().skip(1), Stream.of("all"))
                        .collect(Collectors.joining(", "));
    }

    private void read() {
        try {
            List<Integer> chosen = IntStream.range(0, stages.size()).filter(i -> stages.get(i).isSelected())
                    .mapToObj(STAGES::get).toList();
            Pace now = new Pace(chosen, Double.parseDouble(rate.getText().strip()),
                    Double.parseDouble(stop.getText().strip()) / 100);
            problem = "";
            pace.set(now);
        } catch (NumberFormatException e) {
            problem = "Rate and share are numbers";
            pace.set(null);
        } catch (IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage());
            pace.set(null);
        }
    }

    private static ToggleButton stage(int size) {
        ToggleButton stage = new ToggleButton(Integer.toString(size));
        stage.setId("paceStage" + size);
        stage.getStyleClass().addAll("compact", "pace-stage");
        stage.setSelected(true);
        stage.setAccessibleText("Stage of " + size);
        return stage;
    }

    private static TextField field(String id, String text, String name) {
        TextField field = new TextField(text);
        field.setId(id);
        field.setPrefColumnCount(4);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.setAccessibleText(name);
        field.getStyleClass().addAll("compact", "mono");
        return field;
    }

    private static Node words(String text) {
        Label label = DialogParts.muted(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
