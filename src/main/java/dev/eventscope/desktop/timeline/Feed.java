package dev.eventscope.desktop.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.event.EventClock;
import dev.eventscope.store.EventReader;

/// Reads headers a little at a time and hands over everything read so far, ready to be drawn.
///
/// Shape: one read after the other: what a person asked for first, then what is new, then older pages up to the bound of
///        [HeaderWindow]. Each answer holds all answers before it.
/// Threads: FX thread; reads and the sorting of what was read happen in the background.
final class Feed {

    /// How the events are to be laid out: along which axis, by which clock, through which filter, and whether that only
    /// dims.
    record Shape(Axis.Kind axis, EventClock clock, Sieve sieve, boolean dims) {

        private Contents of(EventColumns columns, EventReader reader) {
            return Contents.of(columns, choice(columns, reader));
        }

        private Contents.Choice choice(EventColumns columns, EventReader reader) {
            RowFilter let = sieve.let(columns, reader);
            return dims
                    ? new Contents.Choice(axis, clock, RowFilter.ALL, let)
                    : new Contents.Choice(axis, clock, let);
        }
    }

    private final Background.Line reading;
    private final Consumer<Contents> onContents;
    private final Consumer<Throwable> onFailure;
    private final Deque<Function<HeaderWindow, EventColumns>> wishes = new ArrayDeque<>();
    private @Nullable HeaderWindow window;
    private Contents contents = nothing();
    private Shape shape;
    private boolean forward;
    private boolean reshape;
    private boolean failed;

    Feed(Background background, Shape shape, Consumer<Contents> onContents, Consumer<Throwable> onFailure) {
        this.reading = background.line();
        this.shape = shape;
        this.onContents = onContents;
        this.onFailure = onFailure;
    }

    /// Begins with another store; null forgets everything.
    void open(@Nullable EventReader reader, Shape newShape) {
        reading.cancel();
        shape = newShape;
        wishes.clear();
        forward = false;
        reshape = false;
        failed = false;
        contents = nothing();
        window = reader == null ? null : new HeaderWindow(reader);
        next();
    }

    /// Reads something before anything else.
    void want(Function<HeaderWindow, EventColumns> wish) {
        wishes.add(wish);
        next();
    }

    /// Reads what came since.
    void wantNewer() {
        forward = true;
        next();
    }

    /// Lays out what there is in another way.
    void shape(Shape newShape) {
        shape = newShape;
        reshape = true;
        next();
    }

    /// Goes on after a failure.
    void retry() {
        failed = false;
        next();
    }

    /// Whether the first events have not come yet.
    boolean isStarting() {
        return window != null && !failed && contents.columns().size() == 0 && window.canGoBack();
    }

    boolean isReadingOlder() {
        return window != null && !failed && window.canGoBack();
    }

    /// Whether there are older events in the store that will not be read.
    boolean isBounded() {
        return window != null && !window.canGoBack() && !window.isComplete();
    }

    private void next() {
        HeaderWindow from = window;
        if (from == null || reading.busyProperty().get() || failed) {
            return;
        }
        Shape wanted = shape;
        if (reshape) {
            reshape = false;
            Contents now = contents;
            ask(() -> now.with(wanted.choice(now.columns(), from.reader())));
        } else if (!wishes.isEmpty()) {
            Function<HeaderWindow, EventColumns> wish = wishes.remove();
            ask(() -> wanted.of(wish.apply(from), from.reader()));
        } else if (forward && contents.columns().size() > 0) {
            forward = false;
            ask(() -> wanted.of(from.readForward(), from.reader()));
        } else if (from.canGoBack()) {
            ask(() -> wanted.of(from.readBack(), from.reader()));
        }
    }

    private void ask(Supplier<Contents> question) {
        reading.run(question).orElse(this::fail).then(this::take);
    }

    private void take(Contents answer) {
        contents = answer;
        onContents.accept(answer);
        next();
    }

    /// Stops, so that a lost connection is not asked a thousand times; [#retry()] goes on.
    private void fail(Throwable failure) {
        failed = true;
        onFailure.accept(failure);
    }

    static Contents nothing() {
        return Contents.of(EventColumns.none(),
                new Contents.Choice(Axis.Kind.TIME, EventClock.RECORDED,
                        RowFilter.ALL));
    }
}
