package dev.eventscope.desktop.replay.whatif;

import java.time.Instant;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.replay.whatif.SupposedEvents.Slot;
import dev.eventscope.desktop.replay.whatif.WhatIfRows.WhatIfRow;
import dev.eventscope.desktop.workspace.Workspace;

/// The lines of the what-if: the events that are supposed, and what differs.
public final class WhatIfCells {

    /// Below this width the days go, so that types can be read; they stand in the tooltip.
    private static final double ROOM_FOR_DAY = 480;

    private WhatIfCells() {}

    /// One place of the stream: whether its event counts, what it is, and what has been done to it.
    public static final class Event extends ListCell<Slot> {

        private final SupposedEvents events;
        private final Workspace workspace;
        private final CheckBox counts = new CheckBox();
        private final Label version = new Label();
        private final Label type = new Label();
        private final Label fact = new Label();
        private final Label day = new Label();
        private final Label time = new Label();
        private final Button earlier = button("fth-arrow-up");
        private final Button later = button("fth-arrow-down");
        private final Button edit = button("fth-edit-2");
        private final HBox line = new HBox(counts, version, type, fact, day, time, earlier, later, edit);

        public Event(SupposedEvents events, Workspace workspace) {
            this.events = events;
            this.workspace = workspace;
            line.getStyleClass().add("whatif-event");
            version.getStyleClass().add("whatif-version");
            type.setMinWidth(0);
            fact.getStyleClass().addAll("small", "whatif");
            fact.setMinWidth(0);
            fact.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(fact, Priority.ALWAYS);
            day.getStyleClass().addAll("mono", "muted");
            time.getStyleClass().addAll("mono", "muted");
            day.setMinWidth(Region.USE_PREF_SIZE);
            time.setMinWidth(Region.USE_PREF_SIZE);
            day.visibleProperty().bind(widthProperty().greaterThan(ROOM_FOR_DAY));
            day.managedProperty().bind(day.visibleProperty());
            counts.setOnAction(_ -> change(slot -> events.leaveOut(slot, !counts.isSelected())));
            earlier.setOnAction(_ -> change(slot -> events.move(slot, -1)));
            later.setOnAction(_ -> change(slot -> events.move(slot, 1)));
            edit.setOnAction(_ -> change(events.editedProperty()::set));
            line.setMinWidth(0);
            setPrefWidth(0);
        }

        private void change(Consumer<Slot> with) {
            Slot slot = getItem();
            if (slot != null) {
                with.accept(slot);
            }
        }

        @Override
        protected void updateItem(@Nullable Slot slot, boolean empty) {
            super.updateItem(slot, empty);
            getStyleClass().removeAll("supposed", "out");
            if (empty || slot == null) {
                setGraphic(null);
                return;
            }
            if (slot.isChanged()) {
                getStyleClass().add("supposed");
            }
            if (slot.isLeftOut()) {
                getStyleClass().add("out");
            }
            counts.setSelected(!slot.isLeftOut());
            name(counts, (slot.isLeftOut() ? "Take v" : "Leave v") + slot.storedAt()
                    + (slot.isLeftOut() ? " in again" : " out"));
            version.setText("v" + slot.version());
            type.setText(slot.event().type());
            fact.setText((slot.isLeftOut() ? "left out " : "") + (slot.isEdited() ? "edited " : "")
                    + (slot.isMoved() ? "stored at v" + slot.storedAt() : ""));
            Instant at = slot.event().header().time(workspace.eventClock());
            day.setText(at == null ? "" : workspace.times().shortDay(at));
            time.setText(at == null ? "" : workspace.times().seconds(at));
            time.setTooltip(at == null ? null : new Tooltip(workspace.times().full(at)));
            earlier.setDisable(getIndex() == 0);
            later.setDisable(getIndex() == events.slots().size() - 1);
            name(earlier, "Move v" + slot.storedAt() + " one place earlier");
            name(later, "Move v" + slot.storedAt() + " one place later");
            name(edit, "Edit the payload of v" + slot.storedAt() + " in memory");
            setGraphic(line);
        }

        private static void name(Control control, String name) {
            control.setAccessibleText(name);
            control.setTooltip(new Tooltip(name));
        }

        private static Button button(String icon) {
            Button button = new Button(null, new FontIcon(icon));
            button.getStyleClass().addAll("icon", "compact");
            button.setFocusTraversable(false);
            return button;
        }
    }

    /// A line of the difference; the word and the tint both say which side it is.
    public static final class Difference extends ListCell<WhatIfRow> {

        private final Label side = new Label();
        private final Label text = new Label();
        private final Region gap = new Region();
        private final Label fact = new Label();
        private final HBox line = new HBox(side, text, gap, fact);

        public Difference() {
            line.getStyleClass().add("whatif-line");
            side.getStyleClass().add("whatif-side");
            text.getStyleClass().add("mono");
            text.setMinWidth(0);
            fact.getStyleClass().addAll("small", "muted");
            fact.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(gap, Priority.ALWAYS);
            line.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable WhatIfRow row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().removeAll("stored", "supposed", "note");
            setGraphic(null);
            if (empty || row == null) {
                return;
            }
            boolean isValue = row.kind() == WhatIfRow.Kind.STORED || row.kind() == WhatIfRow.Kind.SUPPOSED;
            side.setVisible(isValue);
            side.setManaged(isValue);
            switch (row.kind()) {
                case HEAD -> {
                }
                case STORED -> {
                    getStyleClass().add("stored");
                    side.setText("stored");
                }
                case SUPPOSED -> {
                    getStyleClass().add("supposed");
                    side.setText("what if");
                }
                case NOTE -> getStyleClass().add("note");
            }
            text.setText(row.text());
            text.setTooltip(row.text().length() > 40 ? new Tooltip(row.text()) : null);
            fact.setText(row.fact());
            setGraphic(line);
        }
    }
}
