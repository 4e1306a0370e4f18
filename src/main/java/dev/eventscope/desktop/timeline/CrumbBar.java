package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import org.kordamp.ikonli.javafx.FontIcon;

/// The ranges that were shown alone, one within the other; a click on one goes back out to it. Absent where there are none.
///
/// Threads: FX thread.
final class CrumbBar extends HBox {

    private final TimelineViewModel model;

    CrumbBar(TimelineViewModel model) {
        this.model = model;
        setId("crumbBar");
        getStyleClass().add("crumb-bar");
        managedProperty().bind(visibleProperty());
        model.trail().stepsProperty().subscribe(this::show);
    }

    private void show(List<Trail.Step> steps) {
        setVisible(!steps.isEmpty());
        getChildren().clear();
        for (int i = 0; i < steps.size(); i++) {
            if (i > 0) {
                getChildren().add(new FontIcon("fth-chevron-right"));
            }
            boolean last = i == steps.size() - 1;
            getChildren().add(last ? here(steps.get(i)) : crumb(steps.get(i), i));
        }
        Label hint = new Label("Esc goes one back out");
        hint.getStyleClass().addAll("small", "faint", "crumb-hint");
        getChildren().add(hint);
    }

    private static Label here(Trail.Step step) {
        Label label = new Label(step.label());
        label.getStyleClass().addAll("small", "title");
        return label;
    }

    private Button crumb(Trail.Step step, int number) {
        Button button = new Button(step.label());
        button.setId("crumb" + number + "Button");
        button.getStyleClass().add("crumb");
        button.setAccessibleText("Back out to " + step.label());
        button.setOnAction(_ -> model.commands().outTo(number));
        return button;
    }
}
