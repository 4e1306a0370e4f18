package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;

/// How many failures each stream holds, counted for rows on screen only, from the headers of its last 500 events.
final class FailureCounts {

    /// Shape: `isWhole` says that no older event was left out.
    record Failures(long count, boolean isWhole) {}

    private static final int LOOKED_AT = 500;
    private static final int AT_ONCE = 25;
    private static final int MOST_KEPT = 5_000;

    private final Workspace workspace;
    private final Background.Line counting;
    private final Pulse pulse;
    private final Map<StreamSummary, Failures> counted = new LinkedHashMap<>();
    private final Set<StreamSummary> wanted = new LinkedHashSet<>();
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

    FailureCounts(Workspace workspace) {
        this.workspace = workspace;
        counting = workspace.background().line();
        pulse = workspace.background().pulse(this::count);
        workspace.sessionProperty().addListener((_, _, _) -> {
            counting.cancel();
            counted.clear();
            wanted.clear();
        });
    }

    /// Changes when streams have been counted: cells have to look again.
    ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /// The failures of a stream as it stands now, or null when they are still to be counted; asking has them counted.
    @Nullable
    Failures of(StreamSummary stream) {
        Failures known = counted.get(stream);
        if (known == null && wanted.add(stream)) {
            pulse.request();
        }
        return known;
    }

    private void count() {
        Session session = workspace.session();
        if (session == null || wanted.isEmpty() || counting.busyProperty().get()) {
            return;
        }
        List<StreamSummary> newestFirst = new ArrayList<>(wanted).reversed();
        List<StreamSummary> asked = List.copyOf(newestFirst.subList(0, Math.min(AT_ONCE, newestFirst.size())));
        counting.run(() -> count(session.reader(), asked)).then(found -> {
            asked.forEach(wanted::remove);
            counted.putAll(found);
            while (counted.size() > MOST_KEPT) {
                counted.remove(counted.keySet().iterator().next());
            }
            version.set(version.get() + 1);
            pulse.request();
        });
    }

    private static Map<StreamSummary, Failures> count(EventReader reader, List<StreamSummary> asked) {
        Map<StreamSummary, Failures> found = new LinkedHashMap<>();
        for (StreamSummary stream : asked) {
            Cancellation.check();
            var headers = reader.readHeaders(EventQuery.backward(EventScope.stream(stream.stream()), LOOKED_AT));
            long failures = headers.stream().filter(event -> EventKind.of(event.type()) == EventKind.FAILURE).count();
            found.put(stream, new Failures(failures, headers.size() < LOOKED_AT));
        }
        return found;
    }
}
