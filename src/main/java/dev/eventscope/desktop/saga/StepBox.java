package dev.eventscope.desktop.saga;

import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.RedriveOutcome;
import dev.eventscope.saga.SagaAttempt;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// One step of a saga: circle and rail, name and effect, facts, error, attempts, and the re-drive that is watched.
final class StepBox extends HBox {

    StepBox(SagaInstance saga, SagaStep step, Times times, RedriveModel.@Nullable Watched watched) {
        boolean open = step.status() == StepStatus.PENDING && step.attempt() == 0;
        getStyleClass().addAll("saga-step", step.status().code());
        setId("sagaStep" + step.no());
        if (open) {
            getStyleClass().add("open");
        }
        VBox body = new VBox(head(step), text(SagaWords.facts(step, saga), "muted"));
        body.getStyleClass().add("saga-step-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        if (step.error() != null && SagaWords.isBad(step.status())) {
            Label error = text(step.error().message(), "danger");
            error.getStyleClass().add("mono");
            error.setWrapText(true);
            body.getChildren().add(error);
        }
        if (step.nextRetryAt() != null) {
            body.getChildren().add(text("Next retry at " + times.clock(step.nextRetryAt()), "warn"));
        }
        if (watched != null && watched.stepNo() == step.no()) {
            body.getChildren().add(outcome(watched.state()));
        }
        if (step.attempts().size() > 1 || SagaWords.isBad(step.status())) {
            body.getChildren().add(attempts(step, times));
        }
        getChildren().addAll(rail(step, step.no() == saga.steps().size()), body);
    }

    private static Node rail(SagaStep step, boolean last) {
        StackPane circle = new StackPane();
        circle.getStyleClass().add("saga-circle");
        String icon = switch (step.status()) {
            case SUCCEEDED -> "fth-check";
            case FAILED, COMPENSATION_FAILED -> "fth-x";
            case UNKNOWN -> "fth-help-circle";
            case RUNNING -> "fth-play";
            case SKIPPED -> "fth-skip-forward";
            case COMPENSATED -> "fth-corner-up-left";
            case PENDING -> "";
        };
        if (!icon.isEmpty()) {
            circle.getChildren().add(new FontIcon(icon));
        }
        Region line = new Region();
        line.getStyleClass().add("saga-rail");
        line.setVisible(!last);
        VBox.setVgrow(line, Priority.ALWAYS);
        VBox rail = new VBox(circle, line);
        rail.getStyleClass().add("saga-rail-box");
        return rail;
    }

    private static Node head(SagaStep step) {
        Label no = text(Integer.toString(step.no()), "muted");
        Label name = new Label(step.name());
        name.getStyleClass().add("title");
        Label effect = new Label(step.effect().label());
        effect.getStyleClass().add("chip");
        HBox head = new HBox(no, name, effect);
        head.getStyleClass().add("saga-step-head");
        return head;
    }

    /// Queued, picked up, and then what it was. Green only for what is confirmed.
    private static Node outcome(RedriveOutcome.State state) {
        Label label = new Label("Re-drive: " + words(state));
        label.setId("redriveOutcomeLabel");
        label.getStyleClass().addAll("chip", switch (state) {
            case QUEUED, PICKED_UP -> "accent";
            case CONFIRMED -> "success";
            case FAILED_AGAIN -> "danger";
            case SUPERSEDED, NO_ANSWER -> "warn";
        });
        return label;
    }

    private static String words(RedriveOutcome.State state) {
        return switch (state) {
            case QUEUED -> "queued";
            case PICKED_UP -> "queued → picked up";
            case CONFIRMED -> "queued → picked up → CONFIRMED";
            case FAILED_AGAIN -> "queued → picked up → failed again";
            case SUPERSEDED -> "superseded by something else";
            case NO_ANSWER -> "no answer: no runner has polled for 10 s";
        };
    }

    private static Node attempts(SagaStep step, Times times) {
        GridPane table = new GridPane();
        table.getStyleClass().add("saga-attempts");
        table.getColumnConstraints().addAll(new ColumnConstraints(64), new ColumnConstraints(136),
                new ColumnConstraints(76), new ColumnConstraints());
        table.getColumnConstraints().get(2).setHalignment(HPos.RIGHT);
        table.addRow(0, text("Attempt", "muted"),
                text("Started" + (times.isUtc() ? ", UTC" : ", local"), "muted"), text("Took", "muted"),
                text("Outcome", "muted"));
        int row = 1;
        for (SagaAttempt attempt : step.attempts()) {
            Label outcome = text(SagaWords.outcome(attempt) + (attempt.requestId() == null ? "" : ", re-driven"),
                    SagaWords.isBad(attempt.status()) ? "danger" : "muted");
            outcome.setMinWidth(0);
            table.addRow(row++, mono(Integer.toString(attempt.attempt())), mono(times.clock(attempt.startedAt())),
                    mono(SagaWords.took(attempt)), outcome);
        }
        return table;
    }

    private static Label mono(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("mono");
        return label;
    }

    private static Label text(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().addAll("small", style.toLowerCase(Locale.ROOT));
        return label;
    }
}
