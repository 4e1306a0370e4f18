package dev.eventscope.desktop.workspace;

import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;

/// The one selection of the window. Every pane follows it.
///
/// Shape: setting what is selected already changes nothing, so two panes that follow each other come to rest.
/// Threads: FX thread.
public final class Selection {

    private final ReadOnlyObjectWrapper<Selected> selected = new ReadOnlyObjectWrapper<>(Selected.NOTHING);

    public ReadOnlyObjectProperty<Selected> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public Selected get() {
        return selected.get();
    }

    public void set(Selected newSelected) {
        if (!Objects.equals(newSelected, selected.get())) {
            selected.set(newSelected);
        }
    }

    public void event(EventHeader event) {
        set(Selected.of(event));
    }

    public void stream(StreamId stream) {
        set(Selected.of(stream));
    }

    /// Another version of the same stream. Without the event at hand the inspector looks it up.
    public void version(StreamId stream, long version) {
        EventHeader event = get().event();
        boolean same = event != null && event.stream().equals(stream) && Objects.equals(event.version(), version);
        set(same ? get().withVersion(version) : Selected.of(stream, version));
    }

    /// The saga looked at; stream and event stay as they are.
    public void saga(@Nullable String sagaId) {
        set(get().withSaga(sagaId));
    }

    public void clear() {
        set(Selected.NOTHING);
    }
}
