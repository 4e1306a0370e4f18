package dev.eventscope.desktop.replay;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.replay.rail.Track;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.replay.PointInTime;
import dev.eventscope.replay.StateHistory;

/// Takes the replay to a version, an instant or a position that a person has typed.
///
/// Threads: FX thread.
final class PlaceFinder {

    private record Answer(OptionalLong version, String message) {}

    private final ReplayViewModel model;
    private final Workspace workspace;
    private final Background.Line line;
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    PlaceFinder(ReplayViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
        line = workspace.background().line();
        model.trackProperty().addListener((_, _, _) -> clear());
    }

    /// Why there is no such place, or what is to be known of it; empty where it has been found.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    void clear() {
        line.cancel();
        message.set("");
    }

    void find(String text) {
        clear();
        Optional<GoTo> wanted = GoTo.parse(text, workspace.clock().instant(), workspace.times().zone());
        StateHistory history = model.history();
        if (history == null || model.track().isEmpty()) {
            return;
        }
        if (wanted.isEmpty()) {
            message.set(GoTo.WANTED);
            return;
        }
        EventClock clock = workspace.eventClock();
        switch (wanted.get()) {
            case GoTo.Version(var version) -> arrive(version(version));
            case GoTo.At(var instant) -> ask(() -> atTime(history.pointAt(instant, clock)));
            case GoTo.Position(var position) -> ask(() -> history.atPosition(position)
                    .map(found -> new Answer(OptionalLong.of(found.state().error() == null
                            ? found.state().version()
                            : found.state().version() + 1), ""))
                    .orElse(new Answer(OptionalLong.empty(), "the stream begins after that position")));
        }
    }

    private Answer version(long version) {
        Track track = model.track();
        if (version < track.version(0)) {
            return new Answer(OptionalLong.empty(), "the first version is v" + track.version(0));
        }
        return version > track.lastVersion()
                ? new Answer(OptionalLong.empty(), "the last version is v" + Figures.count(track.lastVersion()))
                : new Answer(OptionalLong.of(version), "");
    }

    private static Answer atTime(PointInTime point) {
        if (point.version().isEmpty()) {
            return new Answer(OptionalLong.empty(), "the stream begins after that time");
        }
        return new Answer(point.version(), point.timesGoBack()
                ? "times go back in this stream: the highest version not after that time"
                : "");
    }

    private void ask(Supplier<Answer> question) {
        line.run(question).then(this::arrive);
    }

    private void arrive(Answer answer) {
        message.set(answer.message());
        answer.version().ifPresent(model::goToVersion);
    }
}
