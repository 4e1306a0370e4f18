package dev.eventscope.desktop.shell;

import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// A bar of three children: one at the left, one in the middle of the window, one at the right.
///
/// Shape: the middle one is as wide as it likes where there is room, and gives way first where there is not.
public final class CentredBar extends Pane {

    private static final double GAP = 12;

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double right = getWidth() - snappedRightInset();
        Node first = getChildren().get(0);
        Node middle = getChildren().get(1);
        Node last = getChildren().get(2);
        double lastWidth = snapSizeX(last.prefWidth(-1));
        double least = middle.minWidth(-1);
        double firstWidth = Math.min(snapSizeX(first.prefWidth(-1)), right - left - lastWidth - least - 2 * GAP);
        double from = left + firstWidth + GAP;
        double to = right - lastWidth - GAP;
        double middleWidth = Math.max(least, Math.min(middle.prefWidth(-1), to - from));
        double centred = (getWidth() - middleWidth) / 2;
        double middleX = Math.clamp(centred, from, Math.max(from, to - middleWidth));
        place(first, left, firstWidth);
        place(middle, snapPositionX(middleX), middleWidth);
        place(last, right - lastWidth, lastWidth);
    }

    private void place(Node child, double x, double width) {
        double room = getHeight() - snappedTopInset() - snappedBottomInset();
        double height = Math.min(room, child.prefHeight(width));
        child.resizeRelocate(x, snapPositionY(snappedTopInset() + (room - height) / 2), width, height);
    }
}
