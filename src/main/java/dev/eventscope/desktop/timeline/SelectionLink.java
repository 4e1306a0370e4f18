package dev.eventscope.desktop.timeline;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Selection;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventScope;

/// The window's selection and the board, each followed by the other.
///
/// Shape: what is selected here moves nothing. What is selected elsewhere is brought into sight once, as soon as the view
///        is on screen and the event has been read; where it has not, it is asked for once.
/// Threads: FX thread.
final class SelectionLink {

    private final Selection selection;
    private final Board board;
    private final Consumer<Function<HeaderWindow, Addition>> want;
    private boolean selectingHere;
    /// A selection made elsewhere has not been brought into sight yet; `anew` where the view was not on screen.
    private boolean sought;
    private boolean anew;
    private Selected wished = Selected.NOTHING;

    SelectionLink(Selection selection, Board board, Consumer<Function<HeaderWindow, Addition>> want) {
        this.selection = selection;
        this.board = board;
        this.want = want;
    }

    void select(int row) {
        here(() -> selection.event(board.columns().header(row)));
    }

    void selectStream(StreamId stream) {
        here(() -> selection.stream(stream));
    }

    void clear() {
        here(selection::clear);
    }

    boolean isEmpty() {
        return selection.get().equals(Selected.NOTHING);
    }

    /// The row of the selected event, [EventColumns#NONE] where none is selected or it is not here.
    int row() {
        EventHeader event = selection.get().event();
        return event == null ? EventColumns.NONE : board.columns().rowOf(event);
    }

    @Nullable
    String stream() {
        StreamId stream = selection.get().stream();
        return stream == null ? null : stream.name();
    }

    @Nullable
    String correlation() {
        return selection.get().correlationId();
    }

    /// Whether something was selected elsewhere that is not in sight yet.
    boolean isSought() {
        return sought;
    }

    /// The selection has changed.
    void onChanged(boolean onScreen) {
        if (!selectingHere) {
            sought = true;
            anew |= !onScreen;
        }
    }

    /// Another store: what is selected has to be found again.
    void onOtherStore() {
        sought = !isEmpty();
        anew = true;
        wished = Selected.NOTHING;
    }

    /// The view has been put where a person left it.
    void onRestored() {
        sought = false;
    }

    /// Brings what was selected elsewhere into sight; answers whether it did.
    boolean bringIntoSight() {
        EventHeader event = selection.get().event();
        StreamId stream = selection.get().stream();
        if (!sought || board.isEmpty()) {
            return false;
        }
        if (event != null) {
            return found(board.columns().rowOf(event), row -> board.reveal(row, anew),
                    window -> window.readAround(event));
        }
        if (stream != null) {
            return found(board.columns().streams().find(stream.name()), board::revealStream,
                    window -> window.readScope(EventScope.stream(stream)));
        }
        sought = false;
        return false;
    }

    private boolean found(int number, IntConsumer show, Function<HeaderWindow, Addition> wish) {
        if (number >= 0) {
            show.accept(number);
            sought = false;
            anew = false;
            return true;
        }
        if (!selection.get().equals(wished)) {
            wished = selection.get();
            want.accept(wish);
        }
        return false;
    }

    private void here(Runnable change) {
        selectingHere = true;
        change.run();
        selectingHere = false;
    }
}
