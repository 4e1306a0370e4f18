package dev.eventscope.desktop.timeline;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What stands over an empty canvas: why it is empty, and the way out.
final class CanvasNotice extends VBox {

    private final TimelineViewModel model;
    private final Label sentence = new Label();
    private final Label filter = new Label();
    private final Button wayOut = new Button();

    CanvasNotice(TimelineViewModel model) {
        this.model = model;
        setId("timelineNotice");
        getStyleClass().add("empty");
        sentence.getStyleClass().add("muted");
        filter.getStyleClass().add("mono");
        wayOut.setId("timelineWayOutButton");
        wayOut.getStyleClass().add("compact");
        wayOut.setOnAction(_ -> leave());
        setPickOnBounds(false);
        setMaxHeight(USE_PREF_SIZE);
        for (Node node : new Node[]{sentence, filter, wayOut}) {
            node.managedProperty().bind(node.visibleProperty());
        }
        getChildren().addAll(sentence, filter, wayOut);
        model.supply().stateProperty().subscribe(this::show);
        model.supply().problemProperty().subscribe(() -> show(model.supply().stateProperty().get()));
        model.revisionProperty().subscribe(() -> show(model.supply().stateProperty().get()));
    }

    private void show(Supply.State state) {
        setVisible(state != Supply.State.READY && state != Supply.State.NO_STORE);
        sentence.setText(switch (state) {
            case READING -> "Reading events";
            case EMPTY -> "This store has no events yet.";
            case TOO_NARROW -> model.supply().note() + " match";
            case FAILED -> model.supply().problemProperty().get();
            case READY, NO_STORE -> "";
        });
        filter.setText(model.choices().filterProperty().get().text());
        filter.setVisible(state == Supply.State.TOO_NARROW);
        wayOut.setVisible(state == Supply.State.TOO_NARROW || state == Supply.State.FAILED);
        wayOut.setText(state == Supply.State.FAILED ? "Try again" : "Clear the filter");
    }

    private void leave() {
        if (model.supply().stateProperty().get() == Supply.State.FAILED) {
            model.supply().retry();
        } else {
            model.filter("");
        }
    }
}
