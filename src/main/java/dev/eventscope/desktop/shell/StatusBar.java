package dev.eventscope.desktop.shell;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.workspace.Badge;
import dev.eventscope.desktop.workspace.Pane;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.OrderToken;
import dev.eventscope.store.EventCounter.Count;

/// The bottom line: how many events, where the store ends, what is wrong, how long the last question took, and what the
/// store is.
final class StatusBar extends HBox {

    private final Workspace workspace;
    private final ShellViewModel model;
    private final HBox facts = new HBox();
    private final Label server = new Label();
    private final Label clock = new Label();
    private List<Pane> panes = List.of();
    private final InvalidationListener refresh = _ -> showFacts();

    StatusBar(Workspace workspace, ShellViewModel model) {
        this.workspace = workspace;
        this.model = model;
        getStyleClass().addAll("status-bar", "chrome");
        setId("statusBar");
        facts.getStyleClass().add("status-facts");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        facts.setMinWidth(0);
        clock.getStyleClass().add("mono");
        server.setMinWidth(Region.USE_PREF_SIZE);
        clock.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(facts, gap, server, divider(), clock);
        model.eventCountProperty().addListener(refresh);
        workspace.tail().headProperty().addListener(refresh);
        workspace.tail().unsettledProperty().addListener(refresh);
        workspace.background().lastTookProperty().addListener(refresh);
        workspace.sessionProperty().subscribe(this::showServer);
    }

    void watch(List<Pane> shown) {
        panes = shown;
        for (Pane pane : panes) {
            ObservableValue<@Nullable Badge> badge = pane.badge();
            if (badge != null) {
                badge.addListener(refresh);
            }
        }
        showFacts();
    }

    /// Shows the time of day of the workspace's clock.
    void tick(Clock now) {
        Times times = workspace.times();
        Instant instant = now.instant();
        clock.setText(times.seconds(instant) + " " + times.zoneLabel(instant));
    }

    private void showServer(@Nullable Session session) {
        server.setText(session == null ? "" : session.server() + " · " + session.store().layout().id() + " layout");
        showFacts();
    }

    private void showFacts() {
        List<Node> nodes = new ArrayList<>();
        Count count = model.eventCountProperty().get();
        OrderToken head = workspace.tail().headProperty().get();
        if (workspace.session() != null) {
            if (count != null) {
                nodes.add(fact(Figures.count(count), count.value() == 1 ? "event" : "events", true));
            }
            nodes.add(fact(head == null ? "none" : Figures.position(head), "head", false));
            String unsettled = workspace.tail().unsettledProperty().get();
            if (unsettled != null) {
                nodes.add(unsettled(unsettled));
            }
            for (Pane pane : panes) {
                Badge badge = pane.badge() == null ? null : pane.badge().getValue();
                if (badge != null) {
                    nodes.add(link(badge, pane));
                }
            }
            nodes.add(fact(Times.span(workspace.background().lastTookProperty().get()), "last query", false));
        }
        facts.getChildren().clear();
        for (Node node : nodes) {
            if (!facts.getChildren().isEmpty()) {
                facts.getChildren().add(divider());
            }
            facts.getChildren().add(node);
        }
    }

    private Node link(Badge badge, Pane pane) {
        boolean danger = badge.tone() == Badge.Tone.DANGER;
        Hyperlink link = new Hyperlink(badge.sentence(), new FontIcon(danger ? "fth-x" : "fth-alert-triangle"));
        link.getStyleClass().add(danger ? "danger" : "warn");
        link.setOnAction(_ -> workspace.history().go(pane.viewId()));
        return link;
    }

    private static Node unsettled(String reason) {
        Label badge = new Label("unsettled", new FontIcon("fth-alert-triangle"));
        badge.setId("unsettledBadge");
        badge.getStyleClass().add("warn");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.setTooltip(new Tooltip("Events below the head may still appear: " + reason));
        return badge;
    }

    private static Node fact(String figure, String word, boolean figureFirst) {
        Label number = new Label(figure);
        number.getStyleClass().add("mono");
        Label text = new Label(word);
        HBox both = figureFirst ? new HBox(number, text) : new HBox(text, number);
        both.getStyleClass().add("status-fact");
        number.setMinWidth(Region.USE_PREF_SIZE);
        return both;
    }

    private static Region divider() {
        Region line = new Region();
        line.getStyleClass().add("status-divider");
        return line;
    }
}
