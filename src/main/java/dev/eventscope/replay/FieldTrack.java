package dev.eventscope.replay;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What one field of a state was, from version to version.
///
/// Shape: `path` is a JSON Pointer; one point for each version that changed the value, ascending. Of more than
///        [#MAX_POINTS] changes the later ones are only counted.
/// Units: `changes` counts all of them.
public record FieldTrack(String path, List<Point> points, long changes) {

    public static final int MAX_POINTS = 20_000;

    /// From this version on; without a value where the field was taken away.
    public record Point(long version, @Nullable JsonNode value) {}

    public FieldTrack {
        points = List.copyOf(points);
    }
}
