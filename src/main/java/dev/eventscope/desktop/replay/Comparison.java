package dev.eventscope.desktop.replay;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;

/// The two sides of the difference as a person types them: another stream or this one, each at a version, a position or a
/// time.
///
/// Threads: FX thread; states are read in the background.
final class Comparison {

    private final ReplayViewModel model;
    private final Workspace workspace;
    private final PlaceFinder target;
    private final Background.Line reading;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    Comparison(ReplayViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
        target = new PlaceFinder(model, workspace);
        reading = workspace.background().line();
        model.trackProperty().addListener((_, _, _) -> clear());
    }

    /// Whether the two sides are being typed.
    BooleanProperty openProperty() {
        return open;
    }

    /// Why a side is not there, or what is to be known of it.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Where the side that is shown cannot be gone to, and why.
    ReadOnlyStringProperty targetMessageProperty() {
        return target.messageProperty();
    }

    /// Goes to the version that is compared.
    void to(String place) {
        target.find(place);
    }

    /// Compares with a stream at a place; no stream is this one, no place its head.
    void from(String streamName, String typedPlace) {
        clear();
        String name = streamName.strip();
        String text = typedPlace.strip();
        StreamId here = model.track().stream();
        Optional<GoTo> place = GoTo.parse(text, workspace.clock().instant(), workspace.times().zone());
        Session session = workspace.session();
        Replay replay = model.replay();
        if (session == null || replay == null || here == null) {
            return;
        }
        if (!text.isEmpty() && place.isEmpty()) {
            message.set(GoTo.WANTED);
        } else if (name.isEmpty() && text.isEmpty()) {
            model.compareWith(null);
        } else {
            StreamId stream = name.isEmpty() ? here : new StreamId(name);
            read(session, replay, stream, place.orElse(null));
        }
    }

    private void read(Session session, Replay replay, StreamId stream, @Nullable GoTo place) {
        EventClock clock = workspace.eventClock();
        reading.run(() -> StreamPlace.of(session.reader(), stream, place, clock).read(replay))
                .orElse(failure -> message.set(Notices.sentence(failure)))
                .then(found -> {
                    message.set(found.message());
                    found.state().ifPresent(this::compare);
                });
    }

    private void compare(StreamState state) {
        if (state.stream().equals(model.track().stream())) {
            model.compareWith(state.version());
        } else {
            model.compareWithOther(state);
        }
    }

    private void clear() {
        reading.cancel();
        message.set("");
    }
}
