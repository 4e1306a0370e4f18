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
        model.stateProperty().subscribe(this::show);
        model.problemProperty().subscribe(() -> show(model.stateProperty().get()));
        model.revisionProperty().subscribe(() -> show(model.stateProperty().get()));
    }

    private void show(TimelineViewModel.State state) {
        setVisible(state != TimelineViewModel.State.READY && state != TimelineViewModel.State.NO_STORE);
        sentence.setText(switch (state) {
            case READING -> "Reading events";
            case EMPTY -> "This store has no events yet.";
            case TOO_NARROW -> model.note() + " match";
            case FAILED -> model.problemProperty().get();
            case READY, NO_STORE -> "";
        });
        filter.setText(model.filterProperty().get().text());
        filter.setVisible(state == TimelineViewModel.State.TOO_NARROW);
        wayOut.setVisible(state == TimelineViewModel.State.TOO_NARROW || state == TimelineViewModel.State.FAILED);
        wayOut.setText(state == TimelineViewModel.State.FAILED ? "Try again" : "Clear the filter");
    }

    private void leave() {
        if (model.stateProperty().get() == TimelineViewModel.State.FAILED) {
            model.retry();
        } else {
            model.filter("");
        }
    }
}
