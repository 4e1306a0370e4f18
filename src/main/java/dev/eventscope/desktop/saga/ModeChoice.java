package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.saga.RedrivePlan;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStep;

/// The modes, one a line: what each would do, or why it is not offered.
final class ModeChoice extends VBox {

    private static final double NAME_PX = 132;

    private final ToggleGroup group = new ToggleGroup();
    private final ReadOnlyObjectWrapper<Mode> mode;

    private ModeChoice(List<ModeOffer> offers, Mode first, Function<Mode, String> does) {
        mode = new ReadOnlyObjectWrapper<>(first);
        getStyleClass().add("redrive-modes");
        offers.forEach(offer -> getChildren().add(line(offer, does)));
    }

    static ModeChoice ofOne(SagaInstance saga, SagaStep step, List<ModeOffer> offers) {
        return new ModeChoice(offers, ModeOffer.first(offers, saga.status()).orElse(Mode.RETRY),
                mode -> ModeWords.does(saga, step, mode));
    }

    /// `plans` may lack what is not counted yet: then it is not offered either.
    static ModeChoice ofMany(List<ModeOffer> offers, Map<Mode, RedrivePlan> plans) {
        return new ModeChoice(offers, ModeOffer.firstOfMany(offers).orElse(Mode.RETRY),
                mode -> ModeWords.doesToEach(mode) + leftOut(plans.get(mode)));
    }

    private static String leftOut(@Nullable RedrivePlan plan) {
        int left = plan == null ? 0 : plan.leftOutCount();
        return left == 0 ? "" : "; " + Figures.count(left) + " left out";
    }

    ReadOnlyObjectProperty<Mode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    private HBox line(ModeOffer offer, Function<Mode, String> does) {
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
                ? does.apply(offer.mode())
                : "not offered: " + offer.whyNot();
        button.setAccessibleText(name + ", " + words);
        Label label = new Label(Shortened.line(words));
        label.setId(offer.mode().code() + "ModeLabel");
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(words));
        label.getStyleClass().addAll("small", offer.isAllowed() ? "muted" : "faint");
        HBox line = new HBox(button, label);
        line.getStyleClass().add("redrive-line");
        return line;
    }
}
