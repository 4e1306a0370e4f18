package dev.eventscope.desktop.browse;

import java.util.List;
import javafx.scene.shape.SVGPath;

/// Activity as bars, one a day, the last at the right.
///
/// Shape: heights go by the square root, so that a burst does not hide what is quiet; a day with anything shows a bar.
/// Units: pixels; 60 wide for 30 days, 14 high.
final class Sparkline extends SVGPath {

    private static final int HEIGHT = 14;
    private static final int PITCH = 2;

    Sparkline() {
        getStyleClass().add("sparkline");
        setMouseTransparent(true);
    }

    void show(List<Long> activity) {
        setContent(bars(activity));
    }

    /// A bar is a closed run of lines; nothing is drawn for a day without events. The first and the last point of an empty
    /// line keep its size, so that bars of all rows stand under each other.
    static String bars(List<Long> activity) {
        long most = activity.stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder path = new StringBuilder("M0 0 Z M" + activity.size() * PITCH + ' ' + HEIGHT + " Z");
        for (int day = 0; day < activity.size(); day++) {
            long events = activity.get(day);
            if (events > 0) {
                long high = Math.max(2, Math.round(Math.sqrt((double) events / most) * HEIGHT));
                path.append(" M").append(day * PITCH).append(' ').append(HEIGHT).append(" h1 v-").append(high)
                        .append(" h-1 Z");
            }
        }
        return path.toString();
    }
}
