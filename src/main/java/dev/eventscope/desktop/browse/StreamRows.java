package dev.eventscope.desktop.browse;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.ObservableList;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.StreamSummary;

/// The rows of the list of streams, and where in it each stands.
///
/// Shape: what comes while a person looks changes rows in place and moves none but by a row that is put in.
/// Threads: FX thread.
final class StreamRows {

    private final RowWindow<StreamRow, String> window = new RowWindow<>(StreamPages::nameOf);

    /// The part of the list that is shown.
    RowWindow<StreamRow, String> window() {
        return window;
    }

    ObservableList<StreamRow> list() {
        return window.rows();
    }

    Set<StreamId> streams() {
        return list().stream().map(row -> row.stream().stream()).collect(Collectors.toSet());
    }

    int indexOf(StreamId stream) {
        for (int i = 0; i < list().size(); i++) {
            if (list().get(i).stream().stream().equals(stream)) {
                return i;
            }
        }
        return -1;
    }

    /// What is known of streams now, where they are in the list.
    void putInPlace(List<StreamSummary> changed) {
        Map<StreamId, StreamSummary> byId = new HashMap<>();
        changed.forEach(stream -> byId.put(stream.stream(), stream));
        for (int i = 0; i < list().size(); i++) {
            StreamRow row = list().get(i);
            StreamSummary now = byId.get(row.stream().stream());
            if (now != null && !now.equals(row.stream())) {
                list().set(i, new StreamRow(now, row.matches()));
            }
        }
    }

    /// Puts a row in by its name; false where it is there already, or its place lies beyond the part that is shown: then it
    /// comes when that is scrolled to.
    boolean putIn(StreamRow row) {
        List<String> names = list().stream().map(StreamPages::nameOf).toList();
        int at = Collections.binarySearch(names, StreamPages.nameOf(row), StreamRows::byCodePoint);
        boolean isBefore = at == -1 && !window.isAtStart();
        boolean isBehind = at == -names.size() - 1 && !window.isAtEnd();
        if (at >= 0 || isBefore || isBehind) {
            return false;
        }
        list().add(-at - 1, row);
        return true;
    }

    /// Shows what a scan has found so far. Rows keep their places: what is found later stands below.
    void showFound(List<StreamRow> rows) {
        for (int i = 0; i < Math.min(rows.size(), list().size()); i++) {
            if (!list().get(i).equals(rows.get(i))) {
                list().set(i, rows.get(i));
            }
        }
        if (rows.size() > list().size()) {
            list().addAll(rows.subList(list().size(), rows.size()));
        }
    }

    /// The order of the store: by the bytes of UTF-8, which is that of code points.
    private static int byCodePoint(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }
}
