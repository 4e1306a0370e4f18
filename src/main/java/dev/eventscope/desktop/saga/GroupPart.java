package dev.eventscope.desktop.saga;

import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.FailureNote;

/// What is known of the chosen group: its message, how many of what, what the last re-drive of it gave, and the note that
/// stays, edited in place.
final class GroupPart {

    /// The nodes of the FXML that it fills.
    record Nodes(Region box, Label message, Label facts, TextField note, StackPane noteHost, Label noteFacts,
            Button redrive, StackPane redriveHost) {}

    private final BoardModel model;
    private final Workspace workspace;
    private final Nodes nodes;
    private final Tooltip noteWhy = new Tooltip();
    private final Tooltip redriveWhy = new Tooltip();
    private @Nullable FailureGroup shown;

    GroupPart(BoardModel model, Workspace workspace, Nodes nodes) {
        this.model = model;
        this.workspace = workspace;
        this.nodes = nodes;
        nodes.box().managedProperty().bind(nodes.box().visibleProperty());
        nodes.noteFacts().managedProperty().bind(nodes.noteFacts().visibleProperty());
        Tooltip.install(nodes.noteHost(), noteWhy);
        Tooltip.install(nodes.redriveHost(), redriveWhy);
        nodes.note().setOnAction(_ -> keep());
        nodes.note().focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                keep();
            }
        });
        model.groupProperty().subscribe(this::show);
        model.segmentProperty().subscribe(() -> show(model.groupProperty().get()));
        workspace.timesProperty().subscribe(() -> show(model.groupProperty().get()));
        workspace.arming().databaseProperty().subscribe(() -> show(model.groupProperty().get()));
    }

    private void show(@Nullable FailureGroup group) {
        boolean other = !Objects.equals(id(shown), id(group));
        shown = group;
        nodes.box().setVisible(group != null && model.segmentProperty().get() == Segment.FAILED);
        if (group == null) {
            return;
        }
        nodes.message().setText(Shortened.line(group.message()));
        nodes.facts().setText(facts(group, workspace.times()));
        showNote(group, other);
        nodes.redrive().setDisable(group.count() == 0);
        String why = group.count() == 0 ? "Nothing of it is failed now" : "Consequences first, then a few, then more";
        redriveWhy.setText(why);
        nodes.redrive().setAccessibleHelp(why);
    }

    private void showNote(FailureGroup group, boolean other) {
        FailureNote note = group.note();
        boolean armed = workspace.arming().isArmed();
        if (other || !nodes.note().isFocused()) {
            nodes.note().setText(note == null ? "" : note.text());
        }
        nodes.note().setEditable(armed);
        noteWhy.setText(
                armed ? "Enter keeps it; it stays until somebody changes it" : "Not armed: arm to write a note");
        nodes.noteFacts().setVisible(note != null);
        if (note != null) {
            nodes.noteFacts().setText("Noted by " + note.osUser() + ", " + workspace.times().shortDay(note.at()) + " "
                    + workspace.times().seconds(note.at()));
        }
    }

    private void keep() {
        FailureGroup group = shown;
        String text = nodes.note().getText().strip();
        if (group != null && workspace.arming().isArmed() && !text.equals(group.note() == null ? "" : text(group))) {
            model.note(group, text, failure -> workspace.notices()
                    .warning("The note is not kept: " + Notices.sentence(failure)));
        }
    }

    private static String text(FailureGroup group) {
        FailureNote note = group.note();
        return note == null ? "" : note.text();
    }

    private static String facts(FailureGroup group, Times times) {
        FailureGroup.LastRedrive last = group.lastRedrive();
        String now = Figures.plural(group.count(), "saga") + " of " + Figures.plural(group.aggregates(), "aggregate")
                + " now, " + Figures.count(group.lastHour()) + " failed in the last hour, "
                + Figures.count(group.hourBefore()) + " in the one before.";
        return last == null
                ? now + " Not re-driven yet."
                : now + " Last re-driven " + times.shortDay(last.at()) + " " + times.seconds(last.at()) + " by "
                        + last.osUser() + ": " + Figures.count(last.confirmed()) + " of " + Figures.count(last.tried())
                        + " confirmed, " + Figures.count(last.failedAgain()) + " failed again.";
    }

    private static @Nullable String id(@Nullable FailureGroup group) {
        return group == null ? null : group.id();
    }
}
