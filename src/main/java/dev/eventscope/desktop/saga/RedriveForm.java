package dev.eventscope.desktop.saga;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.eventscope.desktop.workspace.ArmBox;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.RedriveRequest.Mode;

/// What a person types into the re-drive dialog: why, the evidence, the saga's id where it is dangerous, the arming.
///
/// Shape: what is not asked for is not there. `onChange` runs with each key, `onEnter` at Enter.
final class RedriveForm extends VBox {

    private final TextField reason = field("redriveReasonField", "Reason");
    private final TextField evidence = field("redriveEvidenceField", "Evidence");
    private final TextField sagaId = field("redriveSagaIdField", "The saga's id, typed");
    private final Label problem = new Label();
    private final HBox evidenceSection = DialogParts.section("Evidence", evidence);
    private final HBox sagaIdSection = DialogParts.section("Production", sagaId);
    private String wantedId = "";

    RedriveForm(Workspace workspace, Runnable onChange, Runnable onEnter) {
        reason.setPromptText("why now: what was repaired, the incident's number");
        for (TextField field : List.of(reason, evidence, sagaId)) {
            field.textProperty().addListener(_ -> onChange.run());
            field.setOnAction(_ -> onEnter.run());
        }
        problem.setId("redriveProblemLabel");
        problem.getStyleClass().addAll("small", "danger");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        VBox why = new VBox(reason, problem);
        why.getStyleClass().add("redrive-lines");
        ArmBox arming = new ArmBox(workspace, "redrive");
        HBox armSection = DialogParts.section("Not armed", arming);
        armSection.visibleProperty().bind(arming.visibleProperty());
        getChildren().addAll(DialogParts.section(5, "Reason", why), evidenceSection, sagaIdSection, armSection);
        List.<Node>of(problem, evidenceSection, sagaIdSection, armSection)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        List.of(problem, evidenceSection, sagaIdSection).forEach(node -> node.setVisible(false));
    }

    Node firstFocus() {
        return reason;
    }

    String reason() {
        return reason.getText();
    }

    String evidence() {
        return evidence.getText();
    }

    void askEvidence(boolean needed, Mode mode) {
        evidenceSection.setVisible(needed);
        evidence.setPromptText(mode == Mode.RETRY
                ? "where it can be seen that it did not happen"
                : "where it can be seen that it happened: a receipt, a log line");
    }

    /// Asks for an id to be typed; an empty one for none.
    void askSagaId(String id) {
        wantedId = id;
        sagaIdSection.setVisible(!id.isEmpty());
        sagaId.setPromptText("type " + id + ": this cannot be taken back");
    }

    /// What is still to be typed; empty where nothing is.
    String missing() {
        if (reason.getText().isBlank()) {
            return "A reason is needed";
        }
        if (evidenceSection.isVisible() && evidence.getText().isBlank()) {
            return "Evidence is needed";
        }
        return sagaIdSection.isVisible() && !sagaId.getText().strip().equals(wantedId) ? "The saga's id is needed" : "";
    }

    void showProblem(String sentence) {
        problem.setText(sentence.isEmpty() ? "" : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1));
        problem.setVisible(!sentence.isEmpty());
    }

    private static TextField field(String id, String name) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        return field;
    }
}
