package dev.eventscope.desktop.causation;

import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausalOrder;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;

/// The selected event, and how many events of the graph are before it, after it, and beside it.
final class DetailBox extends VBox {

    private final CausationViewModel model;
    private final Workspace workspace;
    private final VBox facts = new VBox();
    private final VBox order = new VBox();

    DetailBox(CausationViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
        setId("causationDetail");
        facts.getStyleClass().add("causation-facts");
        order.getStyleClass().add("causation-order");
        setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(facts, order);
        show();
    }

    void show() {
        int selected = model.selected();
        boolean shown = selected != CausationGraph.NONE && !model.scene().graph().isEmpty();
        setVisible(shown);
        setManaged(shown);
        if (shown) {
            EventHeader event = model.scene().graph().event(selected);
            facts.getChildren().setAll(head(event), grid(event, selected));
            showOrder();
        }
    }

    private Node head(EventHeader event) {
        Mark mark = new Mark(EventKind.of(event.type()), event.category());
        Label type = new Label(event.type());
        type.getStyleClass().add("headline");
        type.setMinWidth(0);
        type.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(type, Priority.ALWAYS);
        Label position = new Label(Figures.position(event.order()));
        position.getStyleClass().addAll("mono", "muted");
        position.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(mark, type, position);
        head.getStyleClass().add("causation-head");
        return head;
    }

    private GridPane grid(EventHeader event, int selected) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("causation-grid");
        Hyperlink stream = new Hyperlink(event.stream().name());
        stream.setId("causationStreamLink");
        stream.setMinWidth(0);
        stream.setTooltip(new Tooltip(event.stream().name()));
        stream.setOnAction(_ -> model.commands().goTo("streamsView"));
        stream.setDisable(!workspace.history().offers("streamsView"));
        HBox line = new HBox(stream, mono(event.version() == null ? "" : "v" + event.version(), "muted"));
        line.getStyleClass().add("causation-line");
        row(grid, "Stream", line);
        boolean occurred = workspace.eventClock() == EventClock.OCCURRED;
        row(grid, occurred ? "Occurred" : "Recorded",
                mono(workspace.times().full(event.time(workspace.eventClock())), "plain"));
        String error = model.factsOf(selected).error();
        if (error != null) {
            row(grid, "Error", mono(error, "danger"));
        }
        Duration since = model.latency().sinceRoot(selected);
        int hops = model.scene().graph().past(selected).cardinality();
        row(grid, "From root", mono((since == null ? "" : Latency.text(since) + "  ") + Figures.plural(hops, "hop"),
                "plain"));
        return grid;
    }

    private static void row(GridPane grid, String name, Node value) {
        Label label = new Label(name);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), label, value);
        GridPane.setHgrow(value, Priority.ALWAYS);
    }

    private static Label mono(@Nullable String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().addAll("mono", style);
        label.setMinWidth(style.equals("muted") ? Region.USE_PREF_SIZE : 0);
        return label;
    }

    private void showOrder() {
        Relations relations = model.relations();
        Label title = new Label(relations.byClock() ? "Causal order by vector clock" : "Causal order by causation");
        title.getStyleClass().add("section-head");
        Label of = new Label("of " + Figures.count(model.scene().graph().size()));
        of.getStyleClass().addAll("small", "muted");
        HBox head = new HBox(title, gap(), of);
        head.getStyleClass().add("causation-line");
        order.getChildren().setAll(head, count("past", "Its past", relations.count(CausalOrder.BEFORE)),
                count("future", "Its future", relations.count(CausalOrder.AFTER)),
                count("concurrent", "Concurrent", relations.count(CausalOrder.CONCURRENT)));
    }

    private static HBox count(String style, String name, int count) {
        Region dash = new Region();
        dash.getStyleClass().addAll("order-dash", style);
        Label figure = new Label(Figures.count(count));
        figure.getStyleClass().add("mono");
        HBox line = new HBox(dash, new Label(name), gap(), figure);
        line.getStyleClass().add("causation-line");
        return line;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
