package dev.eventscope.desktop.saga;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.eventscope.desktop.fx.Words;
import dev.eventscope.desktop.workspace.ArmBox;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.Why;

/// What a person types into the re-drive dialog: why, the evidence, a word where it is dangerous, the arming.
///
/// Shape: each part keeps its room, also where it is not asked for, so that the buttons below stay where they are.
///        `onChange` runs with each key, `onEnter` at Enter.
final class RedriveForm extends VBox {

    private final TextField reason = field("redriveReasonField", "Reason");
    private final TextField evidence = field("redriveEvidenceField", "Evidence");
    private final TextField dangerWord = field("redriveSagaIdField", "The saga's id or the number of sagas, typed");
    private final Label problem = new Label();
    private boolean needsEvidence;
    private String wantedWord = "";

    RedriveForm(Workspace workspace, Runnable onChange, Runnable onEnter) {
        reason.setPromptText("why now: what was repaired, the incident's number");
        for (TextField field : List.of(reason, evidence, dangerWord)) {
            field.textProperty().addListener(_ -> onChange.run());
            field.setOnAction(_ -> onEnter.run());
        }
        problem.setId("redriveProblemLabel");
        problem.getStyleClass().addAll("small", "danger");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        VBox why = new VBox(reason, problem);
        why.getStyleClass().add("redrive-lines");
        getChildren().addAll(DialogParts.section(5, "Reason", why), DialogParts.section("Evidence", evidence));
        if (workspace.arming().needsName()) {
            getChildren().add(DialogParts.section("Production", dangerWord));
        }
        getChildren().add(arming(workspace));
    }

    private static Node arming(Workspace workspace) {
        ArmBox box = new ArmBox(workspace, "redrive");
        Label armed = DialogParts.muted("");
        armed.setId("redriveArmedLabel");
        armed.textProperty().bind(workspace.arming().leftProperty()
                .map(left -> "for " + left.toMinutes() + " min " + left.toSecondsPart() + " s more"));
        armed.visibleProperty().bind(box.visibleProperty().not());
        StackPane host = new StackPane(armed, box);
        host.getStyleClass().add("redrive-arming");
        // What was needed once is kept: arming must not move the button that is pressed next.
        box.heightProperty().addListener((_, _, height) -> host
                .setMinHeight(Math.max(host.getMinHeight(), height.doubleValue())));
        Label name = new Label();
        name.textProperty().bind(box.visibleProperty().map(open -> open ? "Not armed" : "Armed"));
        return DialogParts.section(name, host);
    }

    Node firstFocus() {
        return reason;
    }

    /// Errors: `IllegalArgumentException` where something is too long.
    Why why() {
        return new Why(reason.getText(), evidence.isDisabled() ? null : evidence.getText());
    }

    void askEvidence(boolean needed, Mode mode) {
        needsEvidence = needed;
        evidence.setDisable(!needed);
        evidence.setPromptText(needed ? whereToLook(mode) : "none is needed");
    }

    private static String whereToLook(Mode mode) {
        return switch (mode) {
            case RETRY -> "where it can be seen that it did not happen";
            case SKIP -> "where it can be seen that it is not needed";
            default -> "where it can be seen that it happened: a receipt, a log line";
        };
    }

    /// Asks for a word to be typed in production, an id or a number; an empty one for none.
    void askDangerWord(String word) {
        wantedWord = word;
        dangerWord.setDisable(word.isEmpty());
        dangerWord.setPromptText(word.isEmpty()
                ? "nothing to type: it can be taken back"
                : "type " + word + ": this cannot be taken back");
    }

    /// What is still to be typed; empty where nothing is.
    String missing() {
        if (reason.getText().isBlank()) {
            return "A reason is needed";
        }
        if (needsEvidence && evidence.getText().isBlank()) {
            return "Evidence is needed";
        }
        return wantedWord.isEmpty() || dangerWord.getText().strip().equals(wantedWord)
                ? ""
                : "Type " + wantedWord + " first";
    }

    void showProblem(String sentence) {
        problem.setText(Words.capital(sentence));
        problem.setVisible(!sentence.isEmpty());
    }

    private static TextField field(String id, String name) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        return field;
    }
}
