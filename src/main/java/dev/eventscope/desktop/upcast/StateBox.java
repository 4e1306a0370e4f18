package dev.eventscope.desktop.upcast;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.fx.WholeRows;
import dev.eventscope.desktop.upcast.StagesModel.Group;
import dev.eventscope.desktop.upcast.StagesModel.StateChange;
import dev.eventscope.event.EventHeader;
import dev.eventscope.upcast.UpcastVerdict;

/// The last column: what the upcasters do to the state, and the other events of the group.
final class StateBox extends VBox {

    private static final double WIDTH_PX = 310;
    private static final double LEAST_WIDTH_PX = 230;

    private final UpcastViewModel model;
    private final Label chip = label("", "chip");
    private final GridPane facts = new GridPane();
    private final Label groupTitle = label("", "section-head");
    private final Label groupCount = label("", "small", "muted");
    private final HBox groupHead = new HBox(groupTitle, gap(), groupCount);
    private final ListView<EventHeader> group = new ListView<>();

    StateBox(UpcastViewModel model) {
        this.model = model;
        getStyleClass().addAll("stage", "state-box");
        setPrefWidth(WIDTH_PX);
        setMinWidth(LEAST_WIDTH_PX);
        setMaxWidth(WIDTH_PX);
        HBox head = new HBox(label("State difference", "title"), gap(), chip);
        head.getStyleClass().add("stage-head");
        facts.getStyleClass().add("state-facts");
        facts.setMinHeight(USE_PREF_SIZE);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(90);
        names.setHgrow(Priority.ALWAYS);
        ColumnConstraints values = new ColumnConstraints();
        values.setHalignment(HPos.RIGHT);
        values.setFillWidth(false);
        facts.getColumnConstraints().setAll(names, values);
        groupHead.getStyleClass().add("state-head");
        group.setId("upcastGroupList");
        group.setAccessibleText("Events of the group");
        group.getStyleClass().add("state-group");
        group.setCellFactory(_ -> new EventCell());
        group.getSelectionModel().selectedIndexProperty().addListener((_, _, index) -> chosen(index.intValue()));
        WholeRows rows = new WholeRows();
        rows.setRows(group);
        VBox.setVgrow(rows, Priority.ALWAYS);
        getChildren().addAll(head, facts, groupHead, rows);
        model.stages().groupProperty().subscribe(this::show);
        model.stages().indexProperty().subscribe(index -> group.getSelectionModel().select(index.intValue()));
        model.stages().stateProperty().subscribe(this::show);
    }

    private void chosen(int index) {
        StagesModel stages = model.stages();
        if (index >= 0 && index != stages.indexProperty().get()) {
            model.step(index - stages.indexProperty().get());
        }
    }

    private void show(Group shown) {
        boolean several = shown.events().size() > 1;
        groupHead.setVisible(several);
        group.setVisible(several);
        groupTitle.setText(shown.verdict() == UpcastVerdict.OK ? "Same way" : "Same cause");
        groupCount.setText(Figures.plural(shown.total(), "event"));
        group.getItems().setAll(shown.events());
    }

    private void show(@Nullable StateChange change) {
        facts.getChildren().clear();
        chip.setVisible(change != null);
        if (change == null) {
            return;
        }
        chip.setText(change.fidelity().word());
        if (change.facts().isEmpty()) {
            Label same = label("The state at this version is the same with and without.", "muted");
            same.setWrapText(true);
            facts.add(same, 0, 0, 2, 1);
        }
        for (int row = 0; row < change.facts().size(); row++) {
            StateFact fact = change.facts().get(row);
            Label name = label(fact.label(), "muted");
            name.setTooltip(new Tooltip(fact.label()));
            Label value = label(fact.value(), "mono", switch (fact.tone()) {
                case PLAIN -> "plain";
                case ADDED -> "success";
                case REMOVED, DANGER -> "danger";
            });
            value.setTooltip(new Tooltip(fact.value()));
            value.setMaxWidth(180);
            facts.addRow(row, name, value);
        }
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(0);
        return label;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static final class EventCell extends ListCell<EventHeader> {

        private static final double VERSION_PX = 44;
        private static final double POSITION_PX = 64;

        private final Label stream = label("");
        private final Label version = label("", "mono");
        private final Label position = label("", "mono");
        private final HBox line = new HBox(8);

        EventCell() {
            stream.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            stream.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(stream, Priority.ALWAYS);
            version.setMinWidth(VERSION_PX);
            position.setMinWidth(POSITION_PX);
            version.getStyleClass().add("figure");
            position.getStyleClass().add("figure");
            line.getStyleClass().add("state-group-line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable EventHeader event, boolean empty) {
            super.updateItem(event, empty);
            setGraphic(null);
            if (event != null && !empty) {
                stream.setText(event.stream().name());
                version.setText(event.version() == null ? "" : "v" + event.version());
                position.setText(StagesView.position(event.order()));
                line.getChildren().setAll(new Mark(EventKind.of(event.type()), event.category()), stream, version,
                        position);
                setGraphic(line);
            }
        }

    }
}
