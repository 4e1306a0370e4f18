package dev.eventscope.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;

import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.desktop.fx.JsonView;
import dev.eventscope.desktop.fx.WholeRows;

/// Payloads below each other: as stored, then after each step.
final class StepBoxes {

    private StepBoxes() {}

    static List<Node> of(JsonRows stored, InspectorViewModel.Upcasted upcasted) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new SectionHead("As stored", upcasted.steps().steps().isEmpty() ? upcasted.label() : ""));
        nodes.add(rows(stored, "Payload as stored"));
        upcasted.steps().steps().forEach(step -> {
            nodes.add(new SectionHead(step.title(), step.place()));
            if (step.failure().isEmpty()) {
                nodes.add(rows(step.rows(), "Payload at " + step.title()));
            } else {
                Label failure = new Label(step.failure());
                failure.setWrapText(true);
                failure.getStyleClass().addAll("inspector-problem", "danger");
                nodes.add(failure);
            }
        });
        return nodes;
    }

    private static Node rows(JsonRows rows, String name) {
        JsonView view = new JsonView();
        view.setAccessibleText(name);
        view.show(rows);
        WholeRows whole = new WholeRows();
        whole.setFitted(true);
        whole.setRows(view);
        return whole;
    }
}
