package dev.eventscope.desktop.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.event.EventHeader;
import dev.eventscope.saga.OperatorAction;
import dev.eventscope.saga.RedriveRequest.Mode;

/// A saga from its trigger to its last step, and what operators did to it as a whole.
///
/// Shape: built again only when something on it has changed, so that focus and place stay.
final class StepsBox {

    /// All that is on show.
    private record Shown(SagaShown saga, @Nullable Watched watched, Times times) {

        boolean looksLike(@Nullable Shown other) {
            return other != null && saga.saga().equals(other.saga.saga()) && saga.actions().equals(other.saga.actions())
                    && times.equals(other.times)
                    && (watched == null ? other.watched == null : watched.equals(other.watched));
        }
    }

    private final VBox box;
    private final IntConsumer onChosen;
    private final Consumer<EventHeader> onEvent;
    private @Nullable Shown before;

    StepsBox(VBox box, IntConsumer onChosen, Consumer<EventHeader> onEvent) {
        this.box = box;
        this.onChosen = onChosen;
        this.onEvent = onEvent;
    }

    void show(SagaShown saga, @Nullable Watched watched, Times times, int chosen) {
        Shown now = new Shown(saga, watched, times);
        if (!now.looksLike(before)) {
            before = now;
            int focused = box.getChildren().stream().filter(Node::isFocused).filter(StepBox.class::isInstance)
                    .mapToInt(one -> ((StepBox) one).no()).findFirst().orElse(0);
            box.getChildren().setAll(rows(now));
            steps().stream().filter(one -> one.no() == focused).forEach(StepBox::requestFocus);
        }
        steps().forEach(one -> one.setChosen(one.no() == chosen));
    }

    private List<StepBox> steps() {
        return box.getChildren().stream().filter(StepBox.class::isInstance).map(StepBox.class::cast).toList();
    }

    private List<Node> rows(Shown now) {
        SagaShown shown = now.saga();
        Watched watched = now.watched();
        List<Node> rows = new ArrayList<>();
        rows.add(trigger(shown, now.times()));
        shown.saga().steps().forEach(step -> rows.add(new StepBox(shown, step, now.times(), watched, onChosen)));
        shown.actions().stream().filter(StepsBox::isOfSaga)
                .forEach(action -> rows.add(atTheEnd(trace(action, now.times()))));
        if (watched != null && watched.ofSaga()) {
            rows.add(atTheEnd(StepBox.outcome(watched)));
        }
        return rows;
    }

    private static boolean isOfSaga(OperatorAction action) {
        return action.mode().isOfSaga() || action.mode() == Mode.COMPENSATE;
    }

    private static Label trace(OperatorAction action, Times times) {
        Label label = new Label(Shortened.line(SagaWords.trace(action, times)));
        label.getStyleClass().addAll("small", "muted");
        label.setMinWidth(0);
        label.setWrapText(true);
        return label;
    }

    private static Node atTheEnd(Node node) {
        HBox row = new HBox(node);
        row.getStyleClass().add("saga-trace");
        return row;
    }

    private Node trigger(SagaShown shown, Times times) {
        EventHeader event = shown.trigger();
        HBox row = new HBox();
        row.getStyleClass().add("saga-trigger");
        Label by = new Label(event == null
                ? shown.saga().triggerEventId() == null
                        ? "Started by nothing that is recorded"
                        : "Started by an event that is not in this store"
                : "Started by");
        by.getStyleClass().addAll("small", "muted");
        by.setMinWidth(event == null ? 0 : Region.USE_PREF_SIZE);
        StackPane mark = new StackPane();
        mark.getStyleClass().add("saga-trigger-mark");
        row.getChildren().addAll(mark, by);
        if (event != null) {
            mark.getChildren().add(new Mark(EventKind.of(event.type()), event.category()));
            Hyperlink link = new Hyperlink(event.type());
            link.setId("triggerLink");
            link.setMinWidth(Region.USE_PREF_SIZE);
            link.setOnAction(_ -> onEvent.accept(event));
            Label when = new Label(times.clock(
                    event.recordedAt() == null ? shown.saga().startedAt() : event.recordedAt()));
            when.getStyleClass().add("mono");
            when.setMinWidth(Region.USE_PREF_SIZE);
            Label stream = new Label("in " + Shortened.line(event.stream().name()));
            stream.getStyleClass().addAll("small", "muted");
            stream.setMinWidth(0);
            row.getChildren().addAll(link, when, stream);
        } else {
            mark.getChildren().add(new FontIcon("fth-circle"));
        }
        return row;
    }
}
