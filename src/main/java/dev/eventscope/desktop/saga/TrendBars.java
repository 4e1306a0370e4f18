package dev.eventscope.desktop.saga;

import java.util.List;
import javafx.scene.layout.Region;

/// A row of small bars on a line; the highest is as high as there is room.
final class TrendBars extends Region {

    private static final double BAR = 3;
    private static final double PITCH = 4;
    private static final double HEIGHT = 14;
    private static final double LEAST = 2;

    private List<Integer> counts = List.of();

    TrendBars() {
        getStyleClass().add("trend-bars");
        double width = Trend.STRETCHES * PITCH;
        setMinSize(width, HEIGHT + 1);
        setPrefSize(width, HEIGHT + 1);
        setMaxSize(width, HEIGHT + 1);
    }

    void show(List<Integer> newCounts) {
        if (!newCounts.equals(counts)) {
            counts = newCounts;
            getChildren().setAll(counts.stream().map(count -> bar(count > 0)).toList());
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(1);
        for (int i = 0; i < counts.size(); i++) {
            int count = counts.get(i);
            double height = count == 0 ? 1 : Math.max(LEAST, Math.rint(HEIGHT * count / most));
            getChildren().get(i).resizeRelocate(i * PITCH, HEIGHT + 1 - height, BAR, height);
        }
    }

    private static Region bar(boolean any) {
        Region bar = new Region();
        bar.getStyleClass().add(any ? "trend-bar" : "trend-line");
        return bar;
    }
}
