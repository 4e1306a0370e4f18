package dev.eventscope.desktop.saga;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStep;

/// The modes, one a line: what each would do, or why it is not offered.
final class ModeChoice extends VBox {

    private static final double NAME_PX = 132;

    private final ToggleGroup group = new ToggleGroup();
    private final ReadOnlyObjectWrapper<Mode> mode;

    ModeChoice(SagaInstance saga, SagaStep step, List<ModeOffer> offers, Mode first) {
        mode = new ReadOnlyObjectWrapper<>(first);
        getStyleClass().add("redrive-modes");
        offers.forEach(offer -> getChildren().add(line(saga, step, offer)));
    }

    ReadOnlyObjectProperty<Mode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    private HBox line(SagaInstance saga, SagaStep step, ModeOffer offer) {
        String name = ModeWords.name(offer.mode());
        RadioButton button = new RadioButton(name);
        button.setId(offer.mode().code() + "Mode");
        button.setMinWidth(NAME_PX);
        button.setToggleGroup(group);
        button.setDisable(!offer.isAllowed());
        button.setSelected(offer.mode() == mode.get());
        button.selectedProperty().subscribe(selected -> {
            if (selected) {
                mode.set(offer.mode());
            }
        });
        String words = offer.isAllowed()
                ? ModeWords.does(saga, step, offer.mode())
                : "not offered: " + offer.whyNot();
        button.setAccessibleText(name + ", " + words);
        Label does = new Label(words);
        does.setId(offer.mode().code() + "ModeLabel");
        does.setMinWidth(0);
        does.setTooltip(new Tooltip(words));
        does.getStyleClass().addAll("small", offer.isAllowed() ? "muted" : "faint");
        HBox line = new HBox(button, does);
        line.getStyleClass().add("redrive-line");
        return line;
    }
}
