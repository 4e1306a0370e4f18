package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.OperatorAction;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaAttempt;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// One step of a saga: circle and rail, name and effect, facts, error, attempts, what operators did
/// to it, and the request that is watched. It can be chosen.
final class StepBox extends HBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final int no;

    /// Shape: `onChosen` is called with the step's number when a person chooses it.
    StepBox(SagaShown shown, SagaStep step, Times times, @Nullable Watched watched, IntConsumer onChosen) {
        SagaInstance saga = shown.saga();
        no = step.no();
        getStyleClass().addAll("saga-step", step.status().code());
        setId("sagaStep" + no);
        boolean open = step.status() == StepStatus.PENDING && step.attempt() == 0;
        if (open) {
            getStyleClass().add("open");
        }
        VBox body = new VBox(head(step, saga), text(SagaWords.facts(step, saga), "muted"));
        body.getStyleClass().add("saga-step-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        if (step.error() != null && SagaWords.isBad(step.status())) {
            Label error = text(step.error().message(), SagaWords.tone(step.status()));
            error.getStyleClass().add("mono");
            body.getChildren().add(error);
        }
        if (step.nextRetryAt() != null) {
            body.getChildren().add(text(next(saga, step, times), "warn"));
        }
        if (step.attempts().size() > 1 || SagaWords.isBad(step.status())) {
            body.getChildren().add(attempts(step, times));
        }
        body.getChildren().addAll(traces(shown.actions(), step, times));
        if (watched != null && !watched.ofSaga() && watched.request().stepNo() == no) {
            body.getChildren().add(outcome(watched));
        }
        getChildren().addAll(rail(step, no == saga.steps().size()), body);
        choosable(step, onChosen);
    }

    int no() {
        return no;
    }

    void setChosen(boolean chosen) {
        pseudoClassStateChanged(CHOSEN, chosen);
    }

    /// Queued, picked up, and then what it was. Green only for what is confirmed.
    static Label outcome(Watched watched) {
        Label label = new Label(Shortened.line(watched.words()));
        label.setId("redriveOutcomeLabel");
        label.setMinWidth(0);
        label.getStyleClass().addAll("chip", watched.tone());
        return label;
    }

    private void choosable(SagaStep step, IntConsumer onChosen) {
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText("Step " + no + " " + step.name() + ", " + SagaWords.status(step.status()));
        setOnMouseClicked(_ -> {
            requestFocus();
            onChosen.accept(no);
        });
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                key.consume();
                onChosen.accept(no);
            }
        });
    }

    private static String next(SagaInstance saga, SagaStep step, Times times) {
        String at = times.clock(Objects.requireNonNull(step.nextRetryAt()));
        return saga.status() == SagaStatus.PAUSED
                ? "Was due at " + at + ", held until the saga is resumed"
                : "Next attempt at " + at + ", by itself";
    }

    private static List<Node> traces(List<OperatorAction> actions, SagaStep step, Times times) {
        return actions.stream().filter(action -> action.stepNo() == step.no() && !action.mode().isOfSaga()
                && action.mode() != Mode.COMPENSATE)
                .<Node>map(action -> text(SagaWords.trace(action, times), "muted")).toList();
    }

    private static Node rail(SagaStep step, boolean last) {
        StackPane circle = new StackPane();
        circle.getStyleClass().add("saga-circle");
        String icon = SagaWords.icon(step.status());
        if (!icon.isEmpty()) {
            circle.getChildren().add(new FontIcon(icon));
        }
        Region above = line(step.no() > 1);
        above.getStyleClass().add("above");
        Region line = line(!last);
        VBox.setVgrow(line, Priority.ALWAYS);
        VBox rail = new VBox(above, circle, line);
        rail.getStyleClass().add("saga-rail-box");
        return rail;
    }

    private static Region line(boolean visible) {
        Region line = new Region();
        line.getStyleClass().add("saga-rail");
        line.setVisible(visible);
        return line;
    }

    private static Node head(SagaStep step, SagaInstance saga) {
        Label no = text(Integer.toString(step.no()), "muted");
        Label name = new Label(Shortened.line(step.name()));
        name.getStyleClass().add("title");
        Label effect = new Label(step.effect().label());
        effect.getStyleClass().add("chip");
        HBox head = new HBox(no, name, effect);
        // Said only where other steps have one.
        if (!step.undoable() && saga.steps().stream().anyMatch(SagaStep::undoable)) {
            Label stays = text("no compensation", "faint");
            head.getChildren().add(stays);
        }
        head.getStyleClass().add("saga-step-head");
        return head;
    }

    private static Node attempts(SagaStep step, Times times) {
        GridPane table = new GridPane();
        table.getStyleClass().add("saga-attempts");
        table.getColumnConstraints().addAll(new ColumnConstraints(64), new ColumnConstraints(136),
                new ColumnConstraints(76), new ColumnConstraints());
        table.getColumnConstraints().get(2).setHalignment(HPos.RIGHT);
        table.addRow(0, text("Attempt", "muted"),
                text("Started, " + SagaWords.zone(times), "muted"), text("Took", "muted"),
                text("Outcome", "muted"));
        int row = 1;
        for (SagaAttempt attempt : step.attempts()) {
            Label outcome = text(SagaWords.outcome(attempt), SagaWords.tone(attempt.status()));
            table.addRow(row++, mono(Integer.toString(attempt.attempt())), mono(times.clock(attempt.startedAt())),
                    mono(SagaWords.took(attempt)), outcome);
        }
        return table;
    }

    private static Label mono(String text) {
        Label label = new Label(Shortened.line(text));
        label.getStyleClass().add("mono");
        return label;
    }

    private static Label text(String text, String style) {
        Label label = new Label(Shortened.line(text));
        label.getStyleClass().addAll("small", style);
        label.setMinWidth(0);
        label.setWrapText(true);
        return label;
    }
}
