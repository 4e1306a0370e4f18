package dev.eventscope.desktop.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.fx.Views;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// Asks for a reason, shows what will follow, and asks the store. Nothing is sent before its button is pressed.
///
/// Shape: the request is made once; after a lost connection the same one goes out again, so that it cannot count twice.
final class RedriveDialog extends VBox {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Dialogs dialogs;
    private final RedriveModel model;
    private final SagaInstance saga;
    private final SagaStep step;
    private final @Nullable Instant polledAt;
    private final Instant now;
    private final TextField reason = new TextField();
    private final Button confirm = new Button("Re-drive 1");
    private final Label problem = new Label();
    private @Nullable RedriveRequest request;
    private boolean asking;

    RedriveDialog(Dialogs dialogs, RedriveModel model, SagaShown shown, SagaStep step, Clock clock) {
        this.dialogs = dialogs;
        this.model = model;
        this.saga = shown.saga();
        this.step = step;
        this.polledAt = shown.runnerLastPolled();
        this.now = clock.instant();
        setId("redriveDialog");
        // It stands over the window, outside the pane whose styles it shares.
        String styles = Views.stylesheet("saga");
        if (styles != null) {
            getStylesheets().add(styles);
        }
        getStyleClass().addAll("dialog-box", "redrive-dialog");
        // It stands in the window's overlay, outside the pane, so it brings the pane's styles with it.
        getStylesheets().add(Objects.requireNonNull(Views.stylesheet("saga")));
        getChildren().addAll(head(), section(1, "Scope", scope()), section(2, "Consequences", consequences()),
                section(3, "Mode", mode()), section(4, "Reason", reasonBox()), foot());
    }

    void open() {
        dialogs.open(this, reason, () -> {});
    }

    private Node head() {
        Label title = new Label("Re-drive step " + step.name() + " of 1 saga");
        title.getStyleClass().add("headline");
        Button close = new Button();
        close.setGraphic(new FontIcon("fth-x"));
        close.getStyleClass().add("icon");
        close.setAccessibleText("Close");
        close.setOnAction(_ -> dialogs.close());
        HBox head = new HBox(title, spacer(), close);
        head.getStyleClass().add("dialog-head");
        return head;
    }

    private Node scope() {
        Label id = new Label(saga.sagaId());
        id.getStyleClass().add("mono");
        HBox scope = new HBox(new Label("This saga"), id, muted(saga.about()));
        scope.getStyleClass().add("redrive-line");
        return scope;
    }

    private Node consequences() {
        long kept = saga.steps().stream().filter(other -> other.status() == StepStatus.SUCCEEDED).count();
        long unknown = step.status() == StepStatus.UNKNOWN ? 1 : 0;
        HBox figures = new HBox(figure(1, "event appended"), figure(1, "stream touched"),
                figure(kept, kept == 1 ? "step kept" : "steps kept"), figure(unknown, "unknown outcomes"));
        figures.getStyleClass().add("redrive-figures");
        List<Node> lines = new ArrayList<>(List.of(figures, runner()));
        lines.add(line("fth-info", "", effect(step.effect())));
        lines.add(line("fth-info", "", saga.step(step.no() + 1)
                .map(next -> "If it succeeds, " + next.name() + " runs next.")
                .orElse("If it succeeds, the saga is completed.")));
        return new VBox(6, lines.toArray(Node[]::new));
    }

    private Node runner() {
        if (polledAt == null) {
            return line("fth-alert-triangle", "warn", "No runner has ever polled: it would stay queued.");
        }
        Duration ago = Duration.between(polledAt, now);
        String span = Times.span(ago.isNegative() ? Duration.ZERO : ago);
        return ago.compareTo(SILENCE) > 0
                ? line("fth-alert-triangle", "warn", "No runner has polled for " + span + ": it would stay queued.")
                : line("fth-info", "", "A runner polled " + span + " ago and will take it.");
    }

    private static String effect(Effect effect) {
        return switch (effect) {
            case LOCAL_TRANSACTION -> "Local transaction: it happens with its outcome, or not at all.";
            case IDEMPOTENT -> "Idempotent: the same key goes out again, a second time changes nothing.";
            case QUERYABLE -> "Queryable: the other side can be asked whether it happened.";
            case UNSAFE -> "Unsafe: it failed before, and running it again is a second try in the world.";
        };
    }

    private Node mode() {
        RadioButton retry = new RadioButton("Retry");
        retry.setId("retryMode");
        retry.setSelected(true);
        // The only mode there is: choosing it again must not take it away.
        retry.setOnAction(_ -> retry.setSelected(true));
        HBox mode = new HBox(retry, muted("run " + step.name() + " once more, as attempt " + (step.attempt() + 1)));
        mode.getStyleClass().add("redrive-line");
        return mode;
    }

    private Node reasonBox() {
        reason.setId("redriveReasonField");
        reason.setPromptText("why now: what was repaired, the incident's number");
        reason.setAccessibleText("Reason");
        reason.textProperty().subscribe(_ -> update());
        reason.setOnAction(_ -> confirm());
        problem.setId("redriveProblemLabel");
        problem.getStyleClass().addAll("small", "danger");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        return new VBox(8, reason, problem);
    }

    private Node foot() {
        Button cancel = new Button("Cancel");
        cancel.setId("redriveCancelButton");
        cancel.setOnAction(_ -> dialogs.close());
        confirm.setId("redriveConfirmButton");
        confirm.getStyleClass().add("primary");
        confirm.setOnAction(_ -> confirm());
        HBox foot = new HBox(muted("It is watched to Confirmed, Failed again or No answer."), spacer(), cancel,
                confirm);
        foot.getStyleClass().add("dialog-foot");
        return foot;
    }

    private void update() {
        confirm.setDisable(asking || reason.getText().isBlank());
        confirm.setAccessibleHelp(reason.getText().isBlank() ? "A reason is needed" : "");
    }

    private void confirm() {
        if (asking || reason.getText().isBlank()) {
            return;
        }
        RedriveRequest sent = request;
        if (sent == null || !sent.reason().equals(reason.getText().strip())) {
            sent = model.prepare(saga, step, reason.getText());
            request = sent;
        }
        asking = true;
        update();
        model.ask(sent, dialogs::close, this::refused);
    }

    private void refused(Throwable why) {
        asking = false;
        problem.setText(Notices.sentence(why));
        problem.setVisible(true);
        update();
    }

    private static Node section(int no, String name, Node content) {
        Label number = muted(Integer.toString(no));
        Label label = new Label(name);
        label.getStyleClass().add("title");
        HBox names = new HBox(12, number, label);
        names.setMinWidth(132);
        names.setPrefWidth(132);
        HBox.setHgrow(content, Priority.ALWAYS);
        HBox section = new HBox(names, content);
        section.getStyleClass().add("dialog-section");
        return section;
    }

    private static Node figure(long value, String what) {
        Label number = new Label(Long.toString(value));
        number.getStyleClass().add("figure-huge");
        return new VBox(2, number, muted(what));
    }

    private static Node line(String icon, String tone, String text) {
        FontIcon sign = new FontIcon(icon);
        Label words = new Label(text);
        words.getStyleClass().add("small");
        if (!tone.isEmpty()) {
            sign.getStyleClass().add(tone);
            words.getStyleClass().add(tone);
        }
        HBox line = new HBox(sign, words);
        line.getStyleClass().add("redrive-line");
        return line;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("small", "muted");
        return label;
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }
}
