package dev.eventscope.desktop.saga;

import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.FailureGroup;

/// A section's head, or a group of failures on two lines: how many, what, since when, and what re-driving such ones gave.
final class GroupCell extends ListCell<GroupRow> {

    private static final PseudoClass QUIET = PseudoClass.getPseudoClass("quiet");

    private final Supplier<Times> times;
    private final Supplier<Trend> trend;
    private final TrendBars bars = new TrendBars();
    private final Tooltip trendSpan = new Tooltip();
    private final Label count = new Label();
    private final Label where = new Label();
    private final Label errorClass = new Label();
    private final Label span = new Label();
    private final Label redriven = new Label();
    private final Label headTitle = new Label();
    private final Label headFact = DialogParts.muted("");
    private final HBox head = new HBox(headTitle, DialogParts.spacer(), headFact);
    private final HBox row;

    GroupCell(Supplier<Times> times, Supplier<Trend> trend) {
        this.times = times;
        this.trend = trend;
        headTitle.getStyleClass().add("title");
        head.getStyleClass().add("saga-groups-head");
        count.getStyleClass().add("figure-large");
        errorClass.getStyleClass().add("mono");
        errorClass.setMinWidth(0);
        where.setMinWidth(Region.USE_PREF_SIZE);
        span.getStyleClass().addAll("small", "muted");
        redriven.getStyleClass().add("small");
        redriven.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox second = new HBox(span, gap, redriven);
        Region firstGap = new Region();
        HBox.setHgrow(firstGap, Priority.ALWAYS);
        VBox lines = new VBox(new HBox(where, errorClass, firstGap, bars), second);
        lines.getStyleClass().add("saga-group-lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        count.setMinWidth(Region.USE_PREF_SIZE);
        Region narrowest = new Region();
        narrowest.getStyleClass().add("saga-group-count-room");
        StackPane.setAlignment(count, Pos.CENTER_RIGHT);
        row = new HBox(new StackPane(narrowest, count), lines);
        row.getStyleClass().add("saga-group");
        Tooltip.install(bars, trendSpan);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable GroupRow item, boolean empty) {
        super.updateItem(item, empty);
        setDisable(item instanceof GroupRow.Head);
        switch (item) {
            case null -> setGraphic(null);
            case GroupRow.Head(var title, var fact) -> {
                headTitle.setText(title);
                headFact.setText(fact);
                setGraphic(head);
            }
            case GroupRow.Group(var group) -> show(group);
        }
    }

    private void show(FailureGroup group) {
        boolean quiet = group.count() == 0;
        count.setText(Figures.count(group.count()));
        count.getStyleClass().removeAll("danger", "faint");
        count.getStyleClass().add(quiet ? "faint" : "danger");
        where.setText(Shortened.line(group.type() + " / " + group.step()) + " / ");
        errorClass.setText(Shortened.line(group.errorClass()));
        errorClass.getStyleClass().removeAll("danger", "muted");
        errorClass.getStyleClass().add(quiet ? "muted" : "danger");
        Times shown = times.get();
        String lastDay = shown.day(group.first()).equals(shown.day(group.last()))
                ? ""
                : shown.shortDay(group.last()) + " ";
        span.setText(shown.shortDay(group.first()) + " " + shown.seconds(group.first()) + " to " + lastDay
                + shown.seconds(group.last()));
        FailureGroup.LastRedrive last = group.lastRedrive();
        redriven.setText(last == null
                ? "not re-driven"
                : Figures.count(last.confirmed()) + " of " + Figures.count(last.tried()) + " confirmed");
        redriven.getStyleClass().removeAll("success", "muted", "warn");
        redriven.getStyleClass().add(last == null ? "muted" : last.confirmed() == last.tried() ? "success" : "warn");
        bars.pseudoClassStateChanged(QUIET, quiet);
        bars.show(trend.get().of(group));
        trendSpan.setText("When they failed, within " + Times.span(trend.get().span()));
        setGraphic(row);
    }
}
