package dev.eventscope.desktop.replay.rail;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.replay.FieldTrack;

/// One field along the versions of a stream, small: numbers as a line of steps, anything else as a tick at each change.
///
/// Shape: coordinates in turn, x and y; `isLine` says whether they are one line, or pairs of ends of ticks. At most a few
///        points a pixel, whatever the length of the stream.
public record Spark(boolean isLine, double[] coordinates) {

    private static final double EDGE = 1.5;

    public static Spark of(FieldTrack field, Track track, double width, double height) {
        List<FieldTrack.Point> points = field.points();
        boolean numbers = points.size() > 1 && points.stream().map(FieldTrack.Point::value)
                .allMatch(value -> value == null || value.isNumber())
                && points.stream().anyMatch(point -> point.value() != null);
        return numbers ? line(points, track, width, height) : ticks(points, track, width, height);
    }

    public static double x(Track track, int index, double width) {
        return track.size() < 2 ? width / 2 : EDGE + index * (width - 2 * EDGE) / (track.size() - 1);
    }

    private static Spark line(List<FieldTrack.Point> points, Track track, double width, double height) {
        double[] values = points.stream().mapToDouble(point -> number(point.value())).toArray();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Double.isNaN(value) ? least : Math.min(least, value);
            most = Double.isNaN(value) ? most : Math.max(most, value);
        }
        double range = most > least ? most - least : 1;
        List<Double> made = new ArrayList<>();
        double lastY = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            double x = x(track, Math.max(0, track.indexOf(points.get(i).version())), width);
            double y = Double.isNaN(values[i])
                    ? height - EDGE
                    : EDGE + (most - values[i]) / range * (height - 2 * EDGE);
            boolean samePixel = !made.isEmpty() && x - made.get(made.size() - 2) < 0.5 && Math.abs(y - lastY) < 0.5;
            if (!samePixel) {
                if (!made.isEmpty()) {
                    made.add(x);
                    made.add(lastY);
                }
                made.add(x);
                made.add(y);
                lastY = y;
            }
        }
        made.add(width - EDGE);
        made.add(lastY);
        return new Spark(true, made.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Spark ticks(List<FieldTrack.Point> points, Track track, double width, double height) {
        List<Double> made = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (FieldTrack.Point point : points) {
            double x = Math.floor(x(track, Math.max(0, track.indexOf(point.version())), width)) + 0.5;
            if (x > last) {
                made.addAll(List.of(x, EDGE, x, height - EDGE));
                last = x;
            }
        }
        return new Spark(false, made.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double number(@Nullable JsonNode value) {
        return value == null ? Double.NaN : value.doubleValue();
    }
}
