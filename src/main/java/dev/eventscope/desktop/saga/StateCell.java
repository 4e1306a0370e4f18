package dev.eventscope.desktop.saga;

import javafx.scene.control.TableCell;

import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.RedriveJob;

/// What became of an item; green only for what is confirmed.
final class StateCell extends TableCell<RedriveJob.Item, RedriveJob.Item> {

    @Override
    protected void updateItem(RedriveJob.@Nullable Item item, boolean empty) {
        super.updateItem(item, empty);
        getStyleClass().removeAll("success", "danger", "warn", "accent", "muted");
        if (empty || item == null) {
            setText(null);
        } else {
            setText(JobWords.name(item.state()));
            getStyleClass().add(JobWords.tone(item.state()));
        }
    }
}
