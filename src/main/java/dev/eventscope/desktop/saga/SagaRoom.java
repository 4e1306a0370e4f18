package dev.eventscope.desktop.saga;

import javafx.collections.ObservableList;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Shares the height of the right side: the steps whole, then the events, and where both have room a payload below them.
///
/// Units: pixels.
final class SagaRoom {

    private static final double HEADS = 68;
    private static final double ROW = 24;
    private static final double LEAST_STEPS = 160;
    private static final double LEAST_EVENTS = 6 * ROW;
    private static final double LEAST_PAYLOAD = 240;

    /// How high each part is; the payload is left out where it is 0.
    record Shares(double steps, double events, double payload) {

        /// Shape: `events` is how many rows there are.
        static Shares of(double height, double steps, int events) {
            double room = Math.max(0, height - HEADS);
            double rows = ROW + Math.max(1, events) * ROW;
            double left = room - steps - rows;
            if (left >= LEAST_PAYLOAD) {
                return new Shares(steps, rows, left);
            }
            double least = Math.min(rows, LEAST_EVENTS);
            double forSteps = Math.min(steps, Math.max(LEAST_STEPS, room - least));
            return new Shares(forSteps, Math.max(0, room - forSteps), 0);
        }
    }

    private final VBox whole;
    private final ScrollPane stepScroll;
    private final Region steps;
    private final Region events;
    private final VBox payload;

    SagaRoom(VBox whole, ScrollPane stepScroll, Region steps, Region events, VBox payload) {
        this.whole = whole;
        this.stepScroll = stepScroll;
        this.steps = steps;
        this.events = events;
        this.payload = payload;
    }

    void keep(ObservableList<SagaEvent> rows) {
        payload.managedProperty().bind(payload.visibleProperty());
        VBox.setVgrow(payload, Priority.ALWAYS);
        // As high as the steps at the width there is, which it cannot know before they are laid out.
        steps.heightProperty().subscribe(() -> share(rows.size()));
        whole.heightProperty().subscribe(() -> share(rows.size()));
        rows.subscribe(() -> share(rows.size()));
    }

    private void share(int rows) {
        Shares shares = Shares.of(whole.getHeight(), Math.ceil(steps.prefHeight(steps.getWidth())), rows);
        fix(stepScroll, shares.steps());
        fix(events, shares.events());
        payload.setVisible(shares.payload() > 0);
    }

    private static void fix(Region region, double height) {
        region.setMinHeight(height);
        region.setPrefHeight(height);
        region.setMaxHeight(height);
    }
}
