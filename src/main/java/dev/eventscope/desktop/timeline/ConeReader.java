package dev.eventscope.desktop.timeline;

import java.util.function.Supplier;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.model.CausalCone;
import dev.eventscope.desktop.timeline.model.Clocks;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// Works out what the selected event knew of and what knew of it, away from the FX thread.
///
/// Shape: until the answer is there, nothing is tinted. Where clocks cannot be read, causes and streams tell it alone.
/// Threads: FX thread.
final class ConeReader {

    private final Background.Line line;
    private final Supplier<ClockBook> clocks;
    private final Runnable onCone;
    private EventColumns columns = EventColumns.none();
    private int row = EventColumns.NONE;
    private CausalCone cone = CausalCone.NONE;

    /// Shape: `onCone` is called when there is another answer.
    ConeReader(Background background, Supplier<ClockBook> clocks, Runnable onCone) {
        line = background.line();
        this.clocks = clocks;
        this.onCone = onCone;
    }

    /// What the event of a row of some contents knew of, as far as that is worked out.
    CausalCone of(Contents contents, int selected) {
        return row == selected && contents.holds(columns) ? cone : CausalCone.NONE;
    }

    /// The selected row, [EventColumns#NONE] where nothing is selected; asks where the answer is not known.
    void want(Contents contents, int selected) {
        if (selected == row && contents.columns() == columns) {
            return;
        }
        boolean same = selected == row && contents.holds(columns);
        columns = contents.columns();
        row = selected;
        cone = same ? cone : CausalCone.NONE;
        line.cancel();
        if (selected != EventColumns.NONE) {
            EventColumns of = columns;
            ClockBook book = clocks.get();
            line.run(() -> CausalCone.of(of, book.of(of), selected))
                    .orElse(_ -> line.run(() -> CausalCone.of(of, Clocks.NONE, selected)).then(this::take))
                    .then(this::take);
        }
    }

    private void take(CausalCone found) {
        cone = found;
        onCone.run();
    }
}
