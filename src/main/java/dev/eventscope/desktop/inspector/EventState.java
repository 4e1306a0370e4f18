package dev.eventscope.desktop.inspector;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.profile.Profile;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;

/// The state of the stream that the selected event led to. Read only while somebody looks at it.
///
/// Threads: FX thread; the stream is folded in the background.
final class EventState {

    /// Beyond so many versions a fold is not made for a glance.
    private static final long MOST_VERSIONS = 20_000;

    /// What the tab shows: a state in lines, or a sentence why there is none.
    record Shown(String title, String fidelity, JsonRows rows, String problem) {}

    private final Workspace workspace;
    private final Background.Line line;
    private final BooleanProperty looking = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private @Nullable EventHeader event;

    EventState(Workspace workspace, ReadOnlyObjectProperty<@Nullable EventHeader> events) {
        this.workspace = workspace;
        line = workspace.background().line();
        events.subscribe(now -> {
            event = now;
            read();
        });
        looking.addListener((_, _, _) -> read());
        workspace.profileProperty().addListener((_, _, _) -> read());
    }

    /// Whether the tab is on show.
    BooleanProperty lookingProperty() {
        return looking;
    }

    /// Null while it is being read, and where nothing is selected.
    ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    private void read() {
        line.cancel();
        shown.set(null);
        Session session = workspace.session();
        EventHeader header = event;
        if (!looking.get() || header == null || session == null) {
            return;
        }
        Long version = header.version();
        if (version == null || version > MOST_VERSIONS) {
            shown.set(none("The state at this event is shown in Replay."));
            return;
        }
        Profile profile = workspace.profile();
        line.run(() -> {
            Folds folds = profile.folds(session.store().layout().id());
            return new Replay(session.reader(), folds).stateAt(header.stream(), version).map(EventState::of);
        }).orElse(failure -> shown.set(none(Notices.sentence(failure))))
                .then(found -> take(found));
    }

    private void take(Optional<Shown> found) {
        shown.set(found.orElse(none("This stream is no longer in the store.")));
    }

    private static Shown of(StreamState state) {
        String problem = state.error() == null
                ? ""
                : "The fold stops at v" + state.error().version() + ": " + state.error().message()
                        + ". What is shown is the last good state.";
        return new Shown("State at v" + Figures.count(state.version()), state.fidelity().word(),
                JsonRows.of(Payload.json(Json.write(state.state()))), problem);
    }

    private static Shown none(String why) {
        return new Shown("State", "", JsonRows.of(Payload.json("{}")), why);
    }
}
