package dev.eventscope.desktop.upcast;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// A bar in parts as wide as their shares of the whole, none of them thinner than can be seen and pointed at.
///
/// Shape: lays its parts out itself, since widths bound to the bar's own would ask for layout in the middle of one.
public final class ShareBar extends Region {

    private static final double MIN_PX = 5;
    private static final double GAP_PX = 2;
    private static final double HEIGHT_PX = 6;

    private final List<Long> shares = new ArrayList<>();

    public ShareBar() {
        getStyleClass().add("share-bar");
        setMinHeight(HEIGHT_PX);
        setMaxHeight(HEIGHT_PX);
    }

    void clear() {
        shares.clear();
        getChildren().clear();
    }

    /// Adds a part; none where it is empty. `style` is a style class beside `part`.
    void add(long share, String style, String tooltip) {
        if (share > 0) {
            Region part = new Region();
            part.getStyleClass().addAll("part", style);
            Tooltip.install(part, new Tooltip(tooltip));
            shares.add(share);
            getChildren().add(part);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT_PX;
    }

    @Override
    protected void layoutChildren() {
        double whole = shares.stream().mapToLong(Long::longValue).sum();
        double room = getWidth() - (GAP_PX + MIN_PX) * shares.size() + GAP_PX;
        double x = 0;
        for (int i = 0; i < shares.size(); i++) {
            boolean last = i == shares.size() - 1;
            double width = last ? getWidth() - x : Math.round(MIN_PX + Math.max(0, room) * shares.get(i) / whole);
            getChildren().get(i).resizeRelocate(x, 0, width, HEIGHT_PX);
            x += width + GAP_PX;
        }
    }
}
