package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.eventscope.desktop.timeline.model.Correlations;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.desktop.timeline.model.StreamTable;

/// The streams of a correlation: each below the one that caused its first event, sagas before their siblings.
///
/// Shape: only of visible events; `events` is how many there are.
record CorrelationStreams(List<Integer> streams, Set<Integer> failed, long events) {

    static CorrelationStreams of(int correlation, Correlations correlations, EventColumns columns, StreamTable table,
            RowFilter visible) {
        Map<Integer, Integer> firstRows = new LinkedHashMap<>();
        Set<Integer> failed = new HashSet<>();
        long events = 0;
        for (int i = 0; i < correlations.count(correlation); i++) {
            int row = correlations.row(correlation, i);
            if (visible.shows(row)) {
                firstRows.putIfAbsent(columns.streamNumber(row), row);
                events++;
            }
            if (columns.failed(row)) {
                failed.add(columns.streamNumber(row));
            }
        }
        return new CorrelationStreams(ordered(firstRows, columns, table), failed, events);
    }

    /// The streams that share lanes where there are more than `most`, pinned ones left out: the last ones, but none that
    /// failed or is asked for.
    List<Integer> crowd(List<Integer> pinned, int focus, int most) {
        List<Integer> all = new ArrayList<>(streams);
        all.removeAll(pinned);
        List<Integer> crowd = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && all.size() - crowd.size() > most; i--) {
            int stream = all.get(i);
            if (stream != focus && !failed.contains(stream)) {
                crowd.add(stream);
            }
        }
        return crowd.size() < 2 ? List.of() : crowd.reversed();
    }

    private static List<Integer> ordered(Map<Integer, Integer> firstRows, EventColumns columns, StreamTable table) {
        Map<Integer, List<Integer>> children = new LinkedHashMap<>();
        List<Integer> roots = new ArrayList<>();
        firstRows.forEach((stream, row) -> {
            int cause = columns.causeOf(row);
            int parent = cause < 0 ? EventColumns.NONE : columns.streamNumber(cause);
            boolean root = parent == stream || !firstRows.containsKey(parent) || firstRows.get(parent) > row;
            (root ? roots : children.computeIfAbsent(parent, _ -> new ArrayList<>())).add(stream);
        });
        children.values().forEach(siblings -> siblings.sort(Comparator.comparing(stream -> !table.isSaga(stream))));
        List<Integer> ordered = new ArrayList<>();
        roots.forEach(root -> descend(root, children, ordered));
        return ordered;
    }

    private static void descend(int root, Map<Integer, List<Integer>> children, List<Integer> ordered) {
        List<Integer> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            int stream = open.removeLast();
            ordered.add(stream);
            open.addAll(children.getOrDefault(stream, List.of()).reversed());
        }
    }
}
