package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.store.EventReader;

/// What is known of the rows on screen beyond the rows themselves, read some at a time as cells ask for it, the last asked
/// first.
///
/// Threads: FX thread; reads happen in the background.
final class RowFacts<K, V> {

    /// Reads the facts of some rows. Threads: blocks; off the FX thread.
    interface Source<K, V> {
        Map<K, V> read(EventReader reader, List<K> rows);
    }

    private static final int MOST_KEPT = 5_000;

    private final Workspace workspace;
    private final int atOnce;
    private final Source<K, V> source;
    private final Background.Line reading;
    private final Pulse pulse;
    private final Map<K, V> known = new LinkedHashMap<>();
    private final Set<K> wanted = new LinkedHashSet<>();
    private final Set<K> absent = new HashSet<>();
    private Consumer<Collection<V>> onRead = _ -> {};
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

    RowFacts(Workspace workspace, int atOnce, Source<K, V> source) {
        this.workspace = workspace;
        this.atOnce = atOnce;
        this.source = source;
        reading = workspace.background().line();
        pulse = workspace.background().pulse(this::read);
        workspace.sessionProperty().addListener((_, _, _) -> clear());
    }

    /// Changes when more has been read: cells have to look again.
    ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /// Is told what has been read, before cells look again.
    void onRead(Consumer<Collection<V>> listener) {
        onRead = listener;
    }

    /// Null while it is still to be read, and where the store has nothing; asking has it read.
    @Nullable
    V of(K row) {
        V fact = known.get(row);
        if (fact == null && !absent.contains(row) && wanted.add(row)) {
            pulse.request();
        }
        return fact;
    }

    void clear() {
        reading.cancel();
        known.clear();
        wanted.clear();
        absent.clear();
    }

    private void read() {
        Session session = workspace.session();
        if (session == null || wanted.isEmpty() || reading.busyProperty().get()) {
            return;
        }
        List<K> newestFirst = new ArrayList<>(wanted).reversed();
        List<K> asked = List.copyOf(newestFirst.subList(0, Math.min(atOnce, newestFirst.size())));
        reading.run(() -> source.read(session.reader(), asked)).then(read -> {
            keep(asked, read);
            onRead.accept(read.values());
            version.set(version.get() + 1);
            pulse.request();
        });
    }

    /// A row that nothing was found for is not asked for again: it would be asked for at every look.
    private void keep(List<K> asked, Map<K, V> read) {
        asked.forEach(wanted::remove);
        known.putAll(read);
        asked.stream().filter(row -> !read.containsKey(row)).forEach(absent::add);
        while (known.size() > MOST_KEPT) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
