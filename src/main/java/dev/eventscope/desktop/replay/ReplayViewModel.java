package dev.eventscope.desktop.replay;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.replay.rail.Track;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StateHistory;
import dev.eventscope.replay.StreamState;

/// One stream and the version looked at.
///
/// Shape: a version whose state is at hand is shown at once, within the call. Any other is read, and the move waits for its
///        state, so that both come in one frame; a state that takes longer than [#PATIENCE] comes after the move, and what is
///        shown until then is pending.
/// Threads: FX thread.
final class ReplayViewModel {

    /// Streams up to here are folded whole when they are opened, so that every later step needs no reading.
    private static final int FOLDED_AT_ONCE = 2_000;

    /// Of longer ones so many at a time, so that a seek never waits long.
    private static final int FOLDED_IN_ONE_GO = 2_000;

    /// Two frames: a person does not see that a move waits so long.
    static final Duration PATIENCE = Duration.ofMillis(33);

    private record Opened(Track track, Replay replay, StateHistory history) {}

    private final Workspace workspace;
    private final Function<Session, Replay> engine;
    private final Duration longestWait;
    private final Background.Line opening;
    private final Background.Line seeking;
    private final Background.Line warming;
    private final ReadOnlyObjectWrapper<Track> track = new ReadOnlyObjectWrapper<>(Track.EMPTY);
    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Long> base = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Long> marked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper pending = new ReadOnlyBooleanWrapper();
    private @Nullable Replay replay;
    private @Nullable StateHistory history;
    private @Nullable StreamId wanted;
    /// The state of another stream that the difference starts from, instead of a version of this one.
    private @Nullable StreamState other;
    /// Where in the track a person wants to be.
    private int target = -1;
    private Background.@Nullable Ticker patience;
    private boolean onScreen;

    /// Shape: `longestWait` is for the state that a move is to come with, usually [#PATIENCE].
    ReplayViewModel(Workspace workspace, Function<Session, Replay> engine, Duration longestWait) {
        this.workspace = workspace;
        this.longestWait = longestWait;
        this.engine = engine;
        opening = workspace.background().line();
        seeking = workspace.background().line();
        warming = workspace.background().longLine();
        base.addListener((_, _, _) -> {
            other = null;
            ask();
        });
        workspace.sessionProperty().addListener((_, _, _) -> forget());
        workspace.profileProperty().addListener((_, _, _) -> {
            forget();
            follow();
        });
        workspace.selection().selectedProperty().addListener((_, _, _) -> follow());
        workspace.tail().shownProperty().addListener((_, _, _) -> extend());
    }

    /// Where in the track a person wants to be; -1 in an empty one.
    int target() {
        return target;
    }

    /// Whether the state of the version that was gone to is still on its way.
    boolean isSeeking() {
        return seeking.busyProperty().get();
    }

    /// The versions of the stream; empty while there is none.
    ReadOnlyObjectProperty<Track> trackProperty() {
        return track.getReadOnlyProperty();
    }

    Track track() {
        return track.get();
    }

    /// Where in the track; -1 in an empty one. Changes together with [#shownProperty()], or before it while that is pending.
    ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Whether what is shown is not yet what was asked for: then it must not look current.
    ReadOnlyBooleanProperty pendingProperty() {
        return pending.getReadOnlyProperty();
    }

    /// What folds the stream; null while there is none.
    @Nullable
    Replay replay() {
        return replay;
    }

    /// The states of the stream; null while there is none.
    @Nullable
    StateHistory history() {
        return history;
    }

    /// The version that the difference starts from; null for the one before the version shown.
    ObjectProperty<@Nullable Long> baseProperty() {
        return base;
    }

    ReadOnlyObjectProperty<@Nullable Long> markedProperty() {
        return marked.getReadOnlyProperty();
    }

    void shown() {
        onScreen = true;
        follow();
        extend();
    }

    void hidden() {
        onScreen = false;
    }

    /// Steps by versions and selects where it comes to.
    void step(int by) {
        go(target + by);
        settle();
    }

    void first() {
        go(0);
        settle();
    }

    void last() {
        go(track().size() - 1);
        settle();
    }

    /// Goes to the nearest place of the track; the window's selection stays until [#settle()].
    void go(int newIndex) {
        if (!track().isEmpty()) {
            target = Math.clamp(newIndex, 0, track().size() - 1);
            ask();
        }
    }

    void goToVersion(long version) {
        go(track().indexOf(version));
        settle();
    }

    /// Makes the version gone to the window's selection.
    void settle() {
        StreamId stream = track().stream();
        if (stream != null && target >= 0) {
            workspace.selection().version(stream, track().version(target));
        }
    }

    void mark() {
        if (index.get() >= 0) {
            marked.set(track().version(index.get()));
        }
    }

    /// Compares with the marked version, and back.
    void toggleMarkedBase() {
        if (marked.get() != null) {
            base.set(Objects.equals(base.get(), marked.get()) ? null : marked.get());
        }
    }

    /// Compares with a version of this stream, or with the one before what is shown where there is none.
    void compareWith(@Nullable Long version) {
        if (Objects.equals(base.get(), version)) {
            other = null;
            ask();
        } else {
            base.set(version);
        }
    }

    /// Compares with a state of another stream, until something else is chosen to compare with.
    void compareWithOther(StreamState state) {
        base.set(null);
        other = state;
        ask();
    }

    /// Compares the last version with the first.
    void compareEnds() {
        if (!track().isEmpty()) {
            last();
            base.set(track().version(0));
        }
    }

    private void follow() {
        if (!onScreen) {
            return;
        }
        Selected selected = workspace.selection().get();
        StreamId stream = selected.stream();
        if (stream == null || workspace.session() == null) {
            return;
        }
        if (!stream.equals(wanted)) {
            open(workspace.session(), stream);
        } else if (!track().isEmpty() && selected.version() != null
                && selected.version() != track().version(target)) {
            go(track().indexOf(selected.version()));
        }
    }

    private void open(Session session, StreamId stream) {
        clear();
        wanted = stream;
        Replay made = engine.apply(session);
        opening.run(() -> {
            Track read = Track.read(session.reader(), stream);
            StateHistory states = made.history(stream);
            if (!read.isEmpty() && read.size() <= FOLDED_AT_ONCE) {
                states.at(read.lastVersion());
            }
            return new Opened(read, made, states);
        }).then(opened -> {
            replay = opened.replay();
            history = opened.history();
            track.set(opened.track());
            Long version = workspace.selection().get().version();
            go(version == null ? opened.track().size() - 1 : opened.track().indexOf(version));
            warm(opened, 0);
        });
    }

    /// Folds a long stream bit by bit, so that scrubbing finds its states at hand.
    private void warm(Opened opened, int done) {
        Track whole = opened.track();
        if (whole.size() > FOLDED_AT_ONCE && done < whole.size() - 1) {
            int next = Math.min(done + FOLDED_IN_ONE_GO, whole.size() - 1);
            warming.run(() -> opened.history().at(whole.version(next))).then(_ -> warm(opened, next));
        }
    }

    /// Takes in versions that came meanwhile; what is looked at stays.
    private void extend() {
        Session session = workspace.session();
        StreamId stream = track().stream();
        if (!onScreen || session == null || stream == null || opening.busyProperty().get()) {
            return;
        }
        long last = track().isEmpty() ? 0 : track().lastVersion();
        opening.run(() -> session.reader().findStream(stream)
                .filter(now -> now.version() != null && now.version() > last)
                .map(_ -> Track.read(session.reader(), stream)))
                .then(longer -> longer.ifPresent(this::grow));
    }

    private void grow(Track longer) {
        boolean wasEmpty = track().isEmpty();
        track.set(longer);
        if (wasEmpty) {
            go(longer.size() - 1);
        }
    }

    private void ask() {
        StateHistory states = history;
        if (states == null || target < 0) {
            return;
        }
        long version = track().version(target);
        long first = track().version(0);
        Shown.Base start = new Shown.Base(from(), other);
        Optional<Shown> ready = Shown.ready(states, version, start, first);
        if (ready.isPresent()) {
            seeking.cancel();
            arrive(ready.get());
        } else {
            seeking.run(() -> Shown.read(states, version, start, first)).orElse(failure -> {
                arrive(null);
                workspace.notices().error("The state at v" + version, failure);
            }).then(read -> arrive(read.orElse(null)));
            await();
        }
    }

    private void arrive(@Nullable Shown read) {
        waitNoLonger();
        pending.set(false);
        index.set(target);
        shown.set(read);
    }

    /// Lets the move go first where it has waited long enough, or where one before it has.
    private void await() {
        if (pending.get() || shown.get() == null) {
            goFirst();
        } else if (patience == null && seeking.busyProperty().get()) {
            patience = workspace.background().every(longestWait, this::goFirst);
        }
    }

    private void goFirst() {
        waitNoLonger();
        if (seeking.busyProperty().get()) {
            pending.set(true);
            index.set(target);
        }
    }

    private void waitNoLonger() {
        if (patience != null) {
            patience.close();
            patience = null;
        }
    }

    private long from() {
        Long pinned = base.get();
        if (pinned != null) {
            return pinned;
        }
        return target > 0 ? track().version(target - 1) : track().version(0) - 1;
    }

    private void forget() {
        opening.cancel();
        clear();
    }

    private void clear() {
        seeking.cancel();
        warming.cancel();
        waitNoLonger();
        pending.set(false);
        wanted = null;
        replay = null;
        history = null;
        shown.set(null);
        target = -1;
        index.set(-1);
        marked.set(null);
        other = null;
        base.set(null);
        track.set(Track.EMPTY);
    }
}
