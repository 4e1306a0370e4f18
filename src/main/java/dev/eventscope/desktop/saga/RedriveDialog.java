package dev.eventscope.desktop.saga;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Views;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStep;

/// Asks what is to be done and why, shows what will follow, and asks the store. Nothing is sent before its button is
/// pressed.
///
/// Shape: the request is made once; after a lost connection the same one goes out again, so that it cannot count twice.
final class RedriveDialog extends VBox {

    private final Dialogs dialogs;
    private final RedriveModel model;
    private final SagaShown shown;
    private final SagaStep step;
    private final List<ModeOffer> offers;
    private final ModeChoice choice;
    private final Instant now;
    private final Label title = new Label();
    private final ConsequencesBox consequences = new ConsequencesBox();
    private final TextField reason = new TextField();
    private final TextField evidence = new TextField();
    private final HBox evidenceSection = DialogParts.section(5, "Evidence", evidence);
    private final Label watches = DialogParts.muted("");
    private final Button confirm = new Button();
    private final Label problem = new Label();
    private @Nullable RedriveRequest request;
    private boolean asking;

    RedriveDialog(Dialogs dialogs, RedriveModel model, SagaShown shown, SagaStep step, Clock clock) {
        this.dialogs = dialogs;
        this.model = model;
        this.shown = shown;
        this.step = step;
        this.now = clock.instant();
        offers = model.offers(shown.saga(), step);
        choice = new ModeChoice(shown.saga(), step, offers,
                ModeOffer.first(offers, shown.saga().status()).orElse(Mode.RETRY));
        setId("redriveDialog");
        getStyleClass().addAll("dialog-box", "redrive-dialog");
        // It stands in the window's overlay, outside the pane, so it brings the pane's styles with it.
        getStylesheets().add(Objects.requireNonNull(Views.stylesheet("saga")));
        getChildren().addAll(head(), DialogParts.section(1, "Scope", scope()),
                DialogParts.section(2, "Consequences", consequences), DialogParts.section(3, "Mode", choice),
                DialogParts.section(4, "Reason", reasonBox()), evidenceSection, foot());
        evidenceSection.managedProperty().bind(evidenceSection.visibleProperty());
        choice.modeProperty().subscribe(this::show);
    }

    void open() {
        dialogs.open(this, reason, () -> {});
    }

    private Node head() {
        title.setId("redriveTitleLabel");
        title.getStyleClass().add("headline");
        Button close = new Button();
        close.setGraphic(new FontIcon("fth-x"));
        close.getStyleClass().add("icon");
        close.setAccessibleText("Close");
        close.setOnAction(_ -> dialogs.close());
        HBox head = new HBox(title, DialogParts.spacer(), close);
        head.getStyleClass().add("dialog-head");
        return head;
    }

    private Node scope() {
        SagaInstance saga = shown.saga();
        Label id = new Label(saga.sagaId());
        id.getStyleClass().add("mono");
        Label about = DialogParts.muted(saga.about());
        about.setMinWidth(0);
        Label at = new Label("step " + step.no() + " " + step.name());
        List.of(id, at).forEach(label -> label.setMinWidth(Region.USE_PREF_SIZE));
        HBox scope = new HBox(id, at, about);
        scope.getStyleClass().add("redrive-line");
        return scope;
    }

    private Node reasonBox() {
        reason.setId("redriveReasonField");
        reason.setPromptText("why now: what was repaired, the incident's number");
        reason.setAccessibleText("Reason");
        evidence.setId("redriveEvidenceField");
        evidence.setAccessibleText("Evidence");
        List.of(reason, evidence).forEach(field -> {
            field.textProperty().subscribe(_ -> update());
            field.setOnAction(_ -> confirm());
        });
        problem.setId("redriveProblemLabel");
        problem.getStyleClass().addAll("small", "danger");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        VBox box = new VBox(reason, problem);
        box.getStyleClass().add("redrive-lines");
        return box;
    }

    private Node foot() {
        Button cancel = new Button("Cancel");
        cancel.setId("redriveCancelButton");
        cancel.setOnAction(_ -> dialogs.close());
        confirm.setId("redriveConfirmButton");
        confirm.getStyleClass().add("primary");
        confirm.setOnAction(_ -> confirm());
        List.of(cancel, confirm).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        HBox foot = new HBox(watches, DialogParts.spacer(), cancel, confirm);
        foot.getStyleClass().add("dialog-foot");
        return foot;
    }

    private void show(Mode mode) {
        title.setText(ModeWords.title(shown.saga(), step, mode));
        confirm.setText(ModeWords.verb(mode));
        consequences.show(Consequences.of(shown, step, mode, now));
        evidenceSection.setVisible(needsEvidence(mode));
        evidence.setPromptText(mode == Mode.RETRY
                ? "where it can be seen that it did not happen"
                : "where it can be seen that it happened: a receipt, a log line");
        watches.setText(mode == Mode.RETRY || mode == Mode.COMPENSATE
                ? "It is watched to Confirmed, Failed again or No answer."
                : "It takes effect at once, and is kept in the audit.");
        problem.setVisible(false);
        update();
    }

    private boolean needsEvidence(Mode mode) {
        return offers.stream().anyMatch(offer -> offer.mode() == mode && offer.needsEvidence());
    }

    private String missing() {
        if (reason.getText().isBlank()) {
            return "A reason is needed";
        }
        return needsEvidence(choice.modeProperty().get()) && evidence.getText().isBlank() ? "Evidence is needed" : "";
    }

    private void update() {
        String missing = missing();
        confirm.setDisable(asking || !missing.isEmpty());
        confirm.setAccessibleHelp(missing);
    }

    private void confirm() {
        if (asking || !missing().isEmpty()) {
            return;
        }
        try {
            RedriveRequest sent = prepared();
            asking = true;
            update();
            model.ask(sent, ModeOffer.undoesSaga(shown.saga(), sent.mode()) || sent.mode().isOfSaga(), dialogs::close,
                    this::refused);
        } catch (IllegalArgumentException tooLong) {
            refused(tooLong);
        }
    }

    /// The one sent before, where nothing in it has changed.
    private RedriveRequest prepared() {
        Mode mode = choice.modeProperty().get();
        RedriveRequest fresh = model.prepare(shown.saga(), step, mode, reason.getText(),
                needsEvidence(mode) ? evidence.getText() : null);
        RedriveRequest before = request;
        if (before != null && before.mode() == mode && before.reason().equals(fresh.reason())
                && Objects.equals(before.evidence(), fresh.evidence())) {
            return before;
        }
        request = fresh;
        return fresh;
    }

    private void refused(Throwable why) {
        asking = false;
        problem.setText(Notices.sentence(why));
        problem.setVisible(true);
        update();
    }
}
