package dev.eventscope.desktop.saga;

import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// The right side: shares its height between the steps, which are to be whole, then the events, and where both have room a
/// payload below them.
///
/// Shape: shares anew in every layout, for how high the steps are follows from the width and from what they tell.
/// Units: pixels.
/// Threads: FX thread.
public final class SagaRoom extends VBox {

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

    /// What shares the height; `rows` are those of the events.
    record Parts(ScrollPane stepScroll, Region steps, Region events, VBox payload, ObservableList<SagaEvent> rows) {}

    private @Nullable Parts parts;

    void keep(Parts shared) {
        parts = shared;
        shared.payload().managedProperty().bind(shared.payload().visibleProperty());
        VBox.setVgrow(shared.payload(), Priority.ALWAYS);
        shared.rows().subscribe(this::requestLayout);
    }

    @Override
    protected void layoutChildren() {
        Parts shared = parts;
        if (shared != null) {
            share(shared);
        }
        super.layoutChildren();
    }

    private void share(Parts shared) {
        Insets border = shared.stepScroll().getInsets();
        double steps = Math.ceil(shared.steps().prefHeight(getWidth() - border.getLeft() - border.getRight()))
                + border.getTop() + border.getBottom();
        Shares shares = Shares.of(getHeight(), steps, shared.rows().size());
        fix(shared.stepScroll(), shares.steps());
        fix(shared.events(), shares.events());
        shared.payload().setVisible(shares.payload() > 0);
    }

    private static void fix(Region region, double height) {
        region.setMinHeight(height);
        region.setPrefHeight(height);
        region.setMaxHeight(height);
    }
}
