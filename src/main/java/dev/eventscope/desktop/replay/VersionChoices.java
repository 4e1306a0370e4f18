package dev.eventscope.desktop.replay;

import java.util.AbstractList;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.replay.rail.Track;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.replay.StreamState;

/// The two versions that the difference is between, to choose from all there are.
final class VersionChoices {

    /// Stands for "the one before what is shown".
    private static final long PREVIOUS = Long.MIN_VALUE;

    private final ReplayViewModel model;
    private boolean showing;

    VersionChoices(ReplayViewModel model) {
        this.model = model;
    }

    void bind(ComboBox<Long> from, ComboBox<Long> to) {
        VersionCell fromCell = new VersionCell(true);
        from.setCellFactory(_ -> new VersionCell(false));
        from.setButtonCell(fromCell);
        to.setCellFactory(_ -> new VersionCell(false));
        to.setButtonCell(new VersionCell(true));
        model.trackProperty().subscribe(track -> {
            showing = true;
            from.setItems(items(track, true));
            to.setItems(items(track, false));
            showing = false;
        });
        from.valueProperty().addListener((_, _, version) -> {
            if (!showing && version != null) {
                model.compareWith(version == PREVIOUS ? null : version);
            }
        });
        to.valueProperty().addListener((_, _, version) -> {
            if (!showing && version != null) {
                model.goToVersion(version);
            }
        });
        model.shownProperty().addListener((_, _, shown) -> {
            showing = true;
            Long base = model.baseProperty().get();
            from.setPromptText(otherStream(shown));
            from.setValue(shown == null || shown.base().other() != null
                    ? null
                    : base == null ? Long.valueOf(PREVIOUS) : base);
            fromCell.updateItem(from.getValue(), from.getValue() == null);
            to.setValue(shown == null ? null : Long.valueOf(shown.version()));
            showing = false;
        });
    }

    /// A view of the track, so that a million versions cost nothing.
    private static ObservableList<Long> items(Track track, boolean withPrevious) {
        int more = withPrevious ? 1 : 0;
        return FXCollections.observableList(new AbstractList<>() {
            @Override
            public Long get(int index) {
                return index < more ? PREVIOUS : track.version(index - more);
            }

            @Override
            public int size() {
                return track.size() + more;
            }
        });
    }

    /// What stands for a version of this stream where the difference starts from another one.
    private static String otherStream(@Nullable Shown shown) {
        StreamState other = shown == null ? null : shown.base().other();
        return other == null ? "" : other.stream().name() + " v" + other.version();
    }

    private final class VersionCell extends ListCell<Long> {

        private final boolean isButton;

        VersionCell(boolean isButton) {
            this.isButton = isButton;
            getStyleClass().add("mono");
        }

        @Override
        protected void updateItem(@Nullable Long version, boolean empty) {
            super.updateItem(version, empty);
            Shown shown = model.shownProperty().get();
            if (empty || version == null) {
                setText(isButton ? otherStream(shown) : "");
            } else if (version != PREVIOUS) {
                setText("v" + version);
            } else if (isButton && shown != null && !model.track().isEmpty()) {
                setText(shown.base().version() < model.track().version(0) ? "nothing" : "v" + shown.base().version());
            } else {
                setText("the one before");
            }
        }
    }
}
