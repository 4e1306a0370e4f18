package dev.eventscope.desktop.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Blame;
import dev.eventscope.replay.FieldWrite;
import dev.eventscope.replay.Replay;

/// Who wrote each field of the state on show, those that were removed among them; and the way back through the writers.
///
/// Threads: FX thread; the stream is folded in the background.
final class Writers {

    /// Of longer streams it is asked only where a person asks.
    private static final int ASKED_ANYWAY = 2_000;

    private final ReplayViewModel model;
    private final Background.Line line;
    private final ReadOnlyObjectWrapper<@Nullable Blame> blame = new ReadOnlyObjectWrapper<>();

    Writers(ReplayViewModel model, Workspace workspace) {
        this.model = model;
        line = workspace.background().line();
        model.shownProperty().addListener((_, _, _) -> forget());
    }

    /// The blame of the state on show; null until it has been read.
    ReadOnlyObjectProperty<@Nullable Blame> blameProperty() {
        return blame.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return line.busyProperty();
    }

    /// Reads the blame of the version on show, where the stream is short enough to do so unasked. A walk under way reads it
    /// already, and must not be cut off.
    void settle() {
        if (model.track().size() <= ASKED_ANYWAY && !line.busyProperty().get()) {
            read(_ -> {});
        }
    }

    /// Goes to the event that wrote a field last, or with `before` to the writer before that one.
    ///
    /// Shape: `onNone` is told where there is no such writer.
    void walk(String path, boolean before, Runnable onNone) {
        read(found -> {
            List<FieldWrite> writes = writesOf(found, path);
            int wanted = before ? 1 : 0;
            if (writes.size() > wanted) {
                model.goToVersion(writes.get(wanted).version());
            } else {
                onNone.run();
            }
        });
    }

    /// The writes of a field, or of anything within it, newest first; one for each version.
    static List<FieldWrite> writesOf(Blame blame, String path) {
        return blame.fields().stream()
                .filter(field -> field.path().equals(path) || field.path().startsWith(path + "/"))
                .flatMap(field -> Stream.concat(Stream.of(field.last()), field.earlier().stream()))
                .collect(Collectors.toMap(FieldWrite::version, write -> write, (one, _) -> one))
                .values().stream().sorted(Comparator.comparingLong(FieldWrite::version).reversed()).toList();
    }

    private void read(Consumer<Blame> then) {
        Blame known = blame.get();
        StreamId stream = model.track().stream();
        Replay replay = model.replay();
        Shown shown = model.shownProperty().get();
        if (known != null) {
            then.accept(known);
        } else if (stream != null && replay != null && shown != null) {
            long version = shown.version();
            line.run(() -> replay.blame(stream, version)).then(found -> take(found, version, then));
        }
    }

    private void take(Optional<Blame> found, long version, Consumer<Blame> then) {
        Shown shown = model.shownProperty().get();
        if (shown != null && shown.version() == version) {
            found.ifPresent(blame::set);
            found.ifPresent(then);
        }
    }

    private void forget() {
        line.cancel();
        blame.set(null);
    }
}
