package dev.eventscope.desktop.upcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.upcast.StagesModel.Group;
import dev.eventscope.desktop.upcast.StagesModel.Stages;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.UpcastVerdict;

/// One event as stored and after each step.
final class StagesView {

    @FXML
    private StackPane eventMark;
    @FXML
    private Label eventTitle;
    @FXML
    private Label eventType;
    @FXML
    private Label eventStream;
    @FXML
    private Label eventPlace;
    @FXML
    private Label eventIndex;
    @FXML
    private Button previousButton;
    @FXML
    private Button nextButton;
    @FXML
    private VBox noEventBox;
    @FXML
    private HBox stagesBox;

    private final UpcastViewModel model;
    private final StagesModel stages;
    private final Workspace workspace;
    private final StateBox stateBox;

    StagesView(UpcastViewModel model, Workspace workspace) {
        this.model = model;
        this.stages = model.stages();
        this.workspace = workspace;
        stateBox = new StateBox(model);
    }

    @FXML
    private void initialize() {
        stages.groupProperty().addListener((_, _, _) -> head());
        stages.indexProperty().addListener((_, _, _) -> head());
        workspace.timesProperty().addListener((_, _, _) -> head());
        stages.stagesProperty().subscribe(this::show);
        head();
    }

    @FXML
    private void onPrevious() {
        model.step(-1);
    }

    @FXML
    private void onNext() {
        model.step(1);
    }

    private void head() {
        Group group = stages.groupProperty().get();
        EventHeader event = stages.event();
        int index = stages.indexProperty().get();
        noEventBox.setVisible(event == null);
        previousButton.setDisable(!stages.hasPrevious());
        nextButton.setDisable(!stages.hasNext());
        eventTitle.setText(event == null ? "No event" : title(group.verdict(), index));
        eventType.setText(event == null ? "" : event.type());
        eventStream.setText(event == null ? "" : event.stream().name());
        eventPlace.setText(event == null ? "" : place(event));
        eventIndex.setText(
                event == null || group.verdict() == null ? "" : Figures.count(index + 1L) + " of " + of(group));
        eventMark.getChildren().clear();
        if (event != null) {
            EventKind kind = group.verdict() == UpcastVerdict.FAILED ? EventKind.FAILURE : EventKind.of(event.type());
            eventMark.getChildren().add(new Mark(kind, event.category()));
        }
    }

    private static String of(Group group) {
        int shown = group.events().size();
        return shown < group.total()
                ? Figures.count(shown) + " (first of " + Figures.count(group.total()) + ")"
                : Figures.count(group.total());
    }

    private static String title(@Nullable UpcastVerdict verdict, int index) {
        if (verdict == null) {
            return "Event";
        }
        return index == 0 ? "First " + verdict.word() : DryRunTables.title(verdict);
    }

    private String place(EventHeader event) {
        EventClock clock = workspace.eventClock();
        String version = event.version() == null ? "" : "v" + event.version() + "  ";
        return version + "position " + position(event.order()) + "  " + workspace.times().full(event.time(clock));
    }

    /// A single number with its thousands parted; anything else as the store writes it.
    static String position(OrderToken order) {
        boolean single = order.parts().size() == 1 && order.parts().getFirst() instanceof OrderToken.Num;
        return single ? Figures.count(order.position()) : order.toString();
    }

    private void show(@Nullable Stages shown) {
        List<Node> boxes = new ArrayList<>();
        if (shown != null && Objects.equals(shown.event().header(), stages.event())) {
            for (StageColumn column : shown.columns()) {
                StageBox box = new StageBox(column);
                HBox.setHgrow(box, Priority.ALWAYS);
                boxes.add(box);
            }
            if (!(shown.outcome() instanceof UpcastOutcome.Unchanged)) {
                boxes.add(stateBox);
            }
        }
        stagesBox.getChildren().setAll(boxes);
    }
}
