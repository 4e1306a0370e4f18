package dev.eventscope.desktop.timeline;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Mark;

/// The card over the canvas. It takes no clicks: what is under it stays in reach.
final class HoverCardBox extends VBox {

    private static final double MARGIN = 8;

    private final Mark mark = new Mark(EventKind.EVENT, "");
    private final Label title = new Label();
    private final Label time = new Label();
    private final Label detail = new Label();
    private final Label more = new Label();

    HoverCardBox() {
        setId("hoverCard");
        getStyleClass().add("hover-card");
        title.getStyleClass().add("title");
        time.getStyleClass().addAll("mono", "time");
        detail.getStyleClass().add("detail");
        more.getStyleClass().add("more");
        time.setMinWidth(Region.USE_PREF_SIZE);
        more.setMinWidth(Region.USE_PREF_SIZE);
        HBox first = new HBox(mark, title, spring(), time);
        HBox second = new HBox(detail, spring(), more);
        first.getStyleClass().add("line");
        second.getStyleClass().add("line");
        getChildren().addAll(first, second);
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
    }

    /// Shows a card, within a space of some size; null hides it.
    void show(@Nullable HoverCard card, double spaceWidth, double spaceHeight) {
        setVisible(card != null);
        if (card == null) {
            return;
        }
        mark.show(card.kind(), card.category());
        title.setText(card.title());
        time.setText(card.time());
        detail.setText(card.detail());
        detail.getStyleClass().remove("failed");
        if (card.failed()) {
            detail.getStyleClass().add("failed");
        }
        more.setText(card.more());
        pseudoClassStateChanged(PseudoClass.getPseudoClass("above"), card.above());
        double width = Math.min(Math.max(HoverCard.WIDTH, prefWidth(-1)), HoverCard.WIDEST);
        double x = Math.clamp(card.x() - width / 2, MARGIN, Math.max(MARGIN, spaceWidth - width - MARGIN));
        double y = card.above() ? card.y() - HoverCard.DISTANCE - HoverCard.HEIGHT : card.y() + HoverCard.DISTANCE;
        double lowest = Math.max(MARGIN, spaceHeight - HoverCard.HEIGHT - MARGIN);
        if (y > lowest) {
            y = card.y() - HoverCard.DISTANCE - HoverCard.HEIGHT;
        }
        resizeRelocate(Math.rint(x), Math.rint(Math.clamp(y, MARGIN, lowest)), width, HoverCard.HEIGHT);
    }

    private static Region spring() {
        Region region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }
}
