package dev.eventscope.desktop.saga;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;

/// What would follow: four figures, and sentences under them.
///
/// Shape: as high as the longest of the answers that can be shown next, which lie unseen under the one that is, so that what
///        stands below stays where it is when another mode is chosen.
final class ConsequencesBox extends StackPane {

    ConsequencesBox() {
        setId("redriveConsequences");
        getStyleClass().add("redrive-consequences");
    }

    /// Shows one answer and keeps room for the others.
    void show(Consequences shown, List<Consequences> others) {
        getChildren().setAll(others.stream().map(ConsequencesBox::answer).toList());
        getChildren().forEach(other -> other.setVisible(false));
        getChildren().add(answer(shown));
    }

    private static Node answer(Consequences consequences) {
        HBox figures = new HBox();
        figures.getStyleClass().add("redrive-figures");
        consequences.counts().forEach(count -> figures.getChildren().add(figure(count)));
        VBox lines = new VBox();
        lines.getStyleClass().add("redrive-lines");
        consequences.lines().forEach(line -> lines.getChildren().add(line(line)));
        VBox answer = new VBox(figures, lines);
        answer.getStyleClass().add("redrive-answer");
        return answer;
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
