package dev.eventscope.desktop.saga;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;

/// What would follow: four figures, and sentences under them.
///
/// Shape: as high as the longest answer, so that the buttons below do not move when another mode is chosen.
final class ConsequencesBox extends VBox {

    private final HBox figures = new HBox();
    private final VBox lines = new VBox();

    ConsequencesBox() {
        setId("redriveConsequences");
        getStyleClass().add("redrive-consequences");
        figures.getStyleClass().add("redrive-figures");
        lines.getStyleClass().add("redrive-lines");
        getChildren().addAll(figures, lines);
    }

    void show(Consequences consequences) {
        figures.getChildren().setAll(consequences.counts().stream().map(ConsequencesBox::figure).toList());
        lines.getChildren().setAll(consequences.lines().stream().map(ConsequencesBox::line).toList());
    }

    private static Node figure(Consequences.Count count) {
        Label number = new Label(Figures.count(count.value()));
        number.getStyleClass().add("figure-huge");
        Label what = DialogParts.muted(count.what());
        what.setMinWidth(Region.USE_PREF_SIZE);
        VBox figure = new VBox(number, what);
        figure.getStyleClass().add("redrive-figure");
        return figure;
    }

    private static Node line(Consequences.Line line) {
        FontIcon sign = new FontIcon(line.isWarning() ? "fth-alert-triangle" : "fth-info");
        Label words = new Label(Shortened.line(line.text()));
        words.getStyleClass().add("small");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (line.isWarning()) {
            sign.getStyleClass().add("warn");
            words.getStyleClass().add("warn");
        }
        HBox row = new HBox(sign, words);
        row.getStyleClass().add("redrive-line");
        return row;
    }
}
