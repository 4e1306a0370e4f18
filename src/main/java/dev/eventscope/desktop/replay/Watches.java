package dev.eventscope.desktop.replay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.replay.predicate.Predicate;
import dev.eventscope.desktop.replay.predicate.PredicateModel;
import dev.eventscope.desktop.replay.rail.Track;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StateFlip;
import dev.eventscope.replay.StreamMarks;
import dev.eventscope.rules.expression.ExpressionFailed;
import dev.eventscope.rules.structural.FieldPointer;

/// What is looked out for in the stream: fields that are watched, and a predicate on the state.
///
/// Shape: [#marksProperty()] is of the whole stream as it is in the track; nothing is marked while it is read. The watched
///        fields stay from stream to stream, the predicate too.
/// Threads: FX thread; streams are read in the background.
final class Watches {

    /// Longer streams are gone through only where something is looked out for.
    private static final int LOOKED_THROUGH_ANYWAY = 2_000;
    static final int MOST = 12;

    private final ReplayViewModel model;
    private final Workspace workspace;
    private final PredicateModel predicate;
    private final Background.Line line;
    private final ObservableList<String> paths = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<StreamMarks> marks = new ReadOnlyObjectWrapper<>(StreamMarks.NONE);

    private List<String> pinned = List.of();

    Watches(ReplayViewModel model, Workspace workspace, PredicateModel predicate) {
        this.model = model;
        this.workspace = workspace;
        this.predicate = predicate;
        line = workspace.background().line();
        model.trackProperty().addListener((_, _, _) -> scan());
        paths.addListener((ListChangeListener<String>) _ -> scan());
        predicate.predicateProperty().addListener((_, _, _) -> scan());
        workspace.profileProperty().addListener((_, _, _) -> scan());
    }

    /// JSON Pointers of the watched fields, in the order in which they were chosen.
    ObservableList<String> paths() {
        return paths;
    }

    boolean isWatched(String path) {
        return paths.contains(path);
    }

    /// Whether there was room.
    boolean toggle(String path) {
        if (paths.remove(path)) {
            return true;
        }
        return paths.size() < MOST && paths.add(path);
    }

    ReadOnlyObjectProperty<StreamMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return line.busyProperty();
    }

    /// The fields that are on show: those that the team's profile pins for the events of the stream, then those a person has
    /// chosen.
    List<String> shown() {
        return Stream.concat(pinned.stream(), paths.stream()).distinct().limit(MOST).toList();
    }

    boolean isPinned(String path) {
        return pinned.contains(path);
    }

    private List<String> pinnedByProfile() {
        Set<String> types = new LinkedHashSet<>(List.of(model.track().types()));
        return types.stream().flatMap(type -> workspace.profile().pinned(type).stream())
                .filter(field -> field.segments().stream().noneMatch(FieldPointer::isEach))
                .map(Watches::pointer).distinct().toList();
    }

    private static String pointer(FieldPointer field) {
        return field.segments().stream().map(segment -> "/" + segment.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    /// The nearest flip before or after a version.
    Optional<StateFlip> flipFrom(long version, boolean forward) {
        List<StateFlip> flips = marks.get().flips();
        return forward
                ? flips.stream().filter(flip -> flip.version() > version).findFirst()
                : flips.reversed().stream().filter(flip -> flip.version() < version).findFirst();
    }

    /// The flip at a version.
    Optional<StateFlip> flipAt(long version) {
        List<StateFlip> flips = marks.get().flips();
        int low = 0;
        int high = flips.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (flips.get(middle).version() < version) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return flips.isEmpty() || flips.get(low).version() != version ? Optional.empty() : Optional.of(flips.get(low));
    }

    private void scan() {
        line.cancel();
        pinned = pinnedByProfile();
        marks.set(StreamMarks.NONE);
        Track track = model.track();
        StreamId stream = track.stream();
        Replay replay = model.replay();
        Predicate wished = predicate.get();
        List<String> wanted = shown();
        boolean idle = wanted.isEmpty() && wished.isNone() && track.size() > LOOKED_THROUGH_ANYWAY;
        if (stream == null || replay == null || track.isEmpty() || idle) {
            return;
        }
        line.run(() -> replay.marks(stream, wanted, wished.test()).orElse(StreamMarks.NONE)).orElse(this::failed)
                .then(marks::set);
    }

    private void failed(Throwable failure) {
        if (failure instanceof ExpressionFailed) {
            predicate.failed(failure);
        } else {
            workspace.notices().error(failure);
        }
    }
}
