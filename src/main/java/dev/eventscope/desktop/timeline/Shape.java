package dev.eventscope.desktop.timeline;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.Clocks;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.event.EventClock;

/// How the events are to be laid out: along which axis, by which clock, through which filter, and whether that only dims.
///
/// Threads: laying out blocks where the filter or the axis needs more than headers; one call at a time.
record Shape(Axis.Kind axis, EventClock clock, Sieve sieve, boolean dims) {

    /// Lays out what is on the shelf. What is new at the end of `last` is only added to it, unless that was laid out in
    /// another shape, which `anew` says.
    Contents layOut(Shelf shelf, Contents last, boolean anew, HeaderWindow from) {
        if (!shelf.isChanged() && shelf.shown() == last.columns()) {
            return anew ? last.with(choice(last.columns(), from)) : last;
        }
        boolean longer = !anew && shelf.isOnlyLonger() && shelf.shown() == last.columns();
        EventColumns columns = shelf.columns();
        return longer
                ? last.with(columns, moreOf(last, columns, from))
                : Contents.of(columns, choice(columns, from));
    }

    private Contents.Choice choice(EventColumns columns, HeaderWindow from) {
        return choice(sieve.let(columns, from.reader()), clocks(columns, from));
    }

    private Contents.Choice moreOf(Contents last, EventColumns columns, HeaderWindow from) {
        RowFilter before = dims ? last.choice().lit() : last.choice().visible();
        return choice(sieve.letMore(before, last.columns().size(), columns, from.reader()), clocks(columns, from));
    }

    private Clocks clocks(EventColumns columns, HeaderWindow from) {
        return axis == Axis.Kind.CAUSAL ? from.clocks().of(columns) : Clocks.NONE;
    }

    private Contents.Choice choice(RowFilter let, Clocks clocks) {
        return dims
                ? new Contents.Choice(axis, clock, RowFilter.ALL, let, clocks)
                : new Contents.Choice(axis, clock, let, RowFilter.ALL, clocks);
    }
}
