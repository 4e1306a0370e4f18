package dev.eventscope.desktop.replay.rail;

/// Where the versions stand on the rail: evenly, from edge to edge, one alone in the middle.
///
/// Units: pixels; indices count from 0.
public record RailScale(double width, int size) {

    static final double EDGE = 44;

    public double x(int index) {
        return size < 2 ? width / 2 : EDGE + index * spacing();
    }

    public double spacing() {
        return size < 2 ? width : (width - 2 * EDGE) / (size - 1);
    }

    /// The index nearest to a place.
    public int indexAt(double x) {
        return size < 2 ? 0 : Math.clamp(Math.round((x - EDGE) / spacing()), 0, size - 1);
    }
}
