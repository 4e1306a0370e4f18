package dev.eventscope.desktop.workspace;

import java.time.Instant;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;

/// One piece of long work: it shows how far it is, can be stopped, and goes on when the pane changes.
///
/// Units: progress 0..1, or −1 where the end is not known.
/// Threads: FX thread.
public final class Job {

    public enum State {
        RUNNING, DONE, STOPPED, FAILED
    }

    private final String title;
    private final Instant startedAt;
    private final Background.Line line;
    private final @Nullable Runnable onStop;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");

    Job(String title, Instant startedAt, Background.Line line, @Nullable Runnable onStop) {
        this.title = title;
        this.startedAt = startedAt;
        this.line = line;
        this.onStop = onStop;
    }

    public String title() {
        return title;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /// Stops the work, down to the server: its answer will not come. Work that stops in its own way is asked to instead.
    public void stop() {
        if (state.get() == State.RUNNING && onStop != null) {
            onStop.run();
        } else if (state.get() == State.RUNNING) {
            line.cancel();
            end(State.STOPPED, "stopped");
        }
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// How far, how fast, how long still: `4,702 of 8,229, 2,150 a second, 2 s left`.
    public ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    void report(double fraction, String text) {
        if (state.get() == State.RUNNING) {
            progress.set(fraction);
            detail.set(text);
        }
    }

    void end(State newState, String text) {
        state.set(newState);
        detail.set(text);
        if (newState == State.DONE) {
            progress.set(1);
        }
    }
}
