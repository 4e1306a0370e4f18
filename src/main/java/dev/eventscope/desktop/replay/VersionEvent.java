package dev.eventscope.desktop.replay;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// The event that made the version on show, with its payload as stored.
///
/// Shape: while it is read, the one before stays, and [#busyProperty()] says so.
/// Threads: FX thread.
final class VersionEvent {

    record Content(EventHeader header, JsonRows payload, int bytes) {}

    private final Workspace workspace;
    private final Background.Line reading;
    private final ReadOnlyObjectWrapper<@Nullable Content> content = new ReadOnlyObjectWrapper<>();

    VersionEvent(Workspace workspace, ReplayViewModel model) {
        this.workspace = workspace;
        reading = workspace.background().line();
        model.shownProperty().addListener((_, _, shown) -> follow(model.track().stream(), shown));
    }

    ReadOnlyObjectProperty<@Nullable Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return reading.busyProperty();
    }

    private void follow(@Nullable StreamId stream, @Nullable Shown shown) {
        Session session = workspace.session();
        if (stream == null || shown == null || session == null) {
            reading.cancel();
            content.set(null);
        } else {
            reading.run(() -> read(session.reader(), stream, shown.version()))
                    .then(found -> content.set(found.orElse(null)));
        }
    }

    private static Optional<Content> read(EventReader reader, StreamId stream, long version) {
        EventQuery query = EventQuery.forward(EventScope.stream(stream), 1).in(EventRange.versions(version, version));
        return reader.readEvents(query).stream().findFirst().map(event -> new Content(event.header(),
                JsonRows.of(event.payload()), event.payload().size()));
    }
}
