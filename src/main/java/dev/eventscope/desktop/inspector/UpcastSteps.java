package dev.eventscope.desktop.inspector;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.UpcastStage;

/// The way of a payload from its stored schema to the latest one, step by step.
record UpcastSteps(List<Step> steps) {

    /// After one step: what it made, or why it failed.
    record Step(String title, String place, JsonRows rows, String failure) {}

    UpcastSteps {
        steps = List.copyOf(steps);
    }

    static UpcastSteps of(UpcastOutcome outcome) {
        List<Step> steps = new ArrayList<>();
        switch (outcome) {
            case UpcastOutcome.Unchanged _ -> {
            }
            case UpcastOutcome.Upcast upcast -> upcast.stages().forEach(stage -> steps.add(step(stage)));
            case UpcastOutcome.Failed failed -> {
                failed.stages().forEach(stage -> steps.add(step(stage)));
                steps.add(new Step("Schema " + failed.stepTo(), failed.label(), JsonRows.of(Payload.json("{}")),
                        failed.failure().why()));
            }
        }
        return new UpcastSteps(steps);
    }

    private static Step step(UpcastStage stage) {
        return new Step("Schema " + stage.to(), stage.label(),
                JsonRows.of(Payload.json(Json.write(stage.payload()))), "");
    }
}
