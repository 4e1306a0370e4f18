package dev.eventscope.desktop.causation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;

/// What a person can do with the graph, by mouse or by key, beyond looking elsewhere.
///
/// Threads: FX thread.
final class GraphCommands {

    private final CausationViewModel model;
    private final Workspace workspace;
    private boolean centred;

    GraphCommands(CausationViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
    }

    /// The event becomes the window's selection.
    void choose(int event) {
        if (event != CausationGraph.NONE) {
            workspace.selection().event(model.graph().event(event));
        }
    }

    /// Opens more at a unit; does nothing where all is open.
    void open(int number) {
        Unit unit = model.scene().plan().units().get(number);
        if (unit.opens()) {
            model.reopen(model.openingProperty().get().more(unit.key()), unit);
        }
    }

    void openAll() {
        model.reopen(model.openingProperty().get().everything(), model.selectedUnit());
    }

    void collapseByType(boolean byType) {
        if (model.openingProperty().get().byType() != byType) {
            model.reopen(model.openingProperty().get().byType(byType), model.selectedUnit());
        }
    }

    void toggleByType() {
        collapseByType(!model.openingProperty().get().byType());
    }

    /// Steps to the event beside the selected one in its lane.
    void stepInLane(int step) {
        Unit current = model.selectedUnit();
        if (current == null) {
            return;
        }
        List<Unit> inLane = laneOf(current);
        int next = inLane.indexOf(current) + step;
        if (next >= 0 && next < inLane.size()) {
            choose(inLane.get(next).events().getFirst());
        }
    }

    private List<Unit> laneOf(Unit current) {
        String lane = model.scene().cards().get(current.number()).category();
        List<Box> boxes = model.scene().layout().boxes();
        return model.scene().plan().units().stream()
                .filter(unit -> !unit.events().isEmpty() && unit.kind() != Unit.Kind.GROUP)
                .filter(unit -> model.scene().cards().get(unit.number()).category().equals(lane))
                .sorted(Comparator.comparingDouble((Unit unit) -> boxes.get(unit.number()).x())
                        .thenComparingDouble(unit -> boxes.get(unit.number()).y()))
                .toList();
    }

    /// Jumps to the selected event in another view; can be undone with Alt+←.
    void goTo(String viewId) {
        if (model.selected() != CausationGraph.NONE && workspace.history().offers(viewId)) {
            workspace.history().go(viewId, Selected.of(model.graph().event(model.selected())));
        }
    }

    /// The selected event in the middle; again: all of its past and future.
    void centreSelected() {
        Box box = boxOf(model.selectedUnit());
        if (box == null) {
            return;
        }
        if (!centred) {
            model.viewport().centreOn(box);
            centred = true;
            return;
        }
        List<Box> boxes = new ArrayList<>(List.of(box));
        for (Unit unit : model.scene().plan().units()) {
            if (unit.events().stream().anyMatch(model::isOnPath)) {
                boxes.add(model.scene().layout().boxes().get(unit.number()));
            }
        }
        model.viewport().fit(boxes);
    }

    /// Another event is selected: the next [#centreSelected()] is the first.
    void onSelected() {
        centred = false;
    }

    private @Nullable Box boxOf(@Nullable Unit unit) {
        return unit == null ? null : model.scene().layout().boxes().get(unit.number());
    }
}
