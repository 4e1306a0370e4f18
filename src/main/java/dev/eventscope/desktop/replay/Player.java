package dev.eventscope.desktop.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.StateFlip;

/// Plays the versions of a stream one after the other, until the last.
///
/// Shape: at a step a tick, two a second; or in real time, as far apart as the events are, where a pause of more than five
///        seconds is cut to five and said. No step is taken before the state of the one before it is on show.
///        It pauses where the predicate flips.
/// Threads: FX thread.
final class Player {

    enum Pace {
        STEP, REAL_TIME
    }

    private static final Duration TICK = Duration.ofMillis(40);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final ReplayViewModel model;
    private final Workspace workspace;
    private final LongFunction<Optional<StateFlip>> flipAt;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Pace> pace = new SimpleObjectProperty<>(Pace.STEP);
    private Background.@Nullable Ticker ticker;
    private Instant due = Instant.MIN;
    private int at = -1;

    /// Shape: `flipAt` says what the predicate does at a version.
    Player(ReplayViewModel model, Workspace workspace, LongFunction<Optional<StateFlip>> flipAt) {
        this.model = model;
        this.workspace = workspace;
        this.flipAt = flipAt;
        model.trackProperty().addListener((_, old, now) -> {
            if (now.stream() == null || !now.stream().equals(old.stream())) {
                stop();
            }
        });
        pace.addListener((_, _, _) -> aim(workspace.clock().instant()));
    }

    ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    ObjectProperty<Pace> paceProperty() {
        return pace;
    }

    /// What the next step waits for, where that is shortened: `2 d 3 h to v8, shortened to 5 s`.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    void toggle() {
        if (playing.get()) {
            pause();
        } else {
            play();
        }
    }

    /// From the version shown; from the first one where that is the last.
    void play() {
        if (model.track().size() < 2 || playing.get()) {
            return;
        }
        if (model.target() == model.track().size() - 1) {
            model.go(0);
        }
        playing.set(true);
        aim(workspace.clock().instant());
        ticker = workspace.background().every(TICK, () -> tick(workspace.clock().instant()));
    }

    /// Stays where it is, and makes that the window's selection.
    void pause() {
        if (playing.get()) {
            stop();
            model.settle();
        }
    }

    void stop() {
        if (ticker != null) {
            ticker.close();
            ticker = null;
        }
        playing.set(false);
        note.set("");
    }

    /// Takes all steps that are due.
    void tick(Instant now) {
        if (!playing.get() || model.isSeeking()) {
            return;
        }
        if (model.target() != at) {
            aim(now);
        }
        int last = model.track().size() - 1;
        int to = at;
        Optional<StateFlip> flip = Optional.empty();
        while (to < last && !now.isBefore(due) && flip.isEmpty()) {
            to++;
            due = due.plus(to < last ? waitAfter(to) : STEP);
            flip = flipAt.apply(model.track().version(to));
        }
        if (to > at) {
            at = to;
            model.go(to);
            say();
        }
        if (to == last || flip.isPresent()) {
            pause();
            flip.ifPresent(found -> note.set("paused: the predicate " + (found.holds() ? "holds" : "holds no longer")));
        }
    }

    private void aim(Instant now) {
        at = model.target();
        due = at < 0 || at >= model.track().size() - 1 ? now : now.plus(waitAfter(at));
        say();
    }

    private Duration waitAfter(int index) {
        Duration gap = gapAfter(index);
        return gap.compareTo(LONGEST) > 0 ? LONGEST : gap;
    }

    private Duration gapAfter(int index) {
        if (pace.get() == Pace.STEP) {
            return STEP;
        }
        Instant here = model.track().time(index, workspace.eventClock());
        Instant next = model.track().time(index + 1, workspace.eventClock());
        if (here == null || next == null) {
            return STEP;
        }
        Duration gap = Duration.between(here, next);
        return gap.isNegative() ? Duration.ZERO : gap;
    }

    private void say() {
        boolean more = playing.get() && at >= 0 && at < model.track().size() - 1;
        Duration gap = more ? gapAfter(at) : Duration.ZERO;
        note.set(gap.compareTo(LONGEST) > 0
                ? Times.span(gap) + " to v" + model.track().version(at + 1) + ", shortened to 5 s"
                : "");
    }
}
