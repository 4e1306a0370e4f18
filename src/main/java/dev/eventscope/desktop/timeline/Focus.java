package dev.eventscope.desktop.timeline;

import dev.eventscope.desktop.timeline.draw.Attention;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// What a person looks at: the selected event and what it knew of, the shape under the pointer, the correlation lit.
///
/// Threads: FX thread.
record Focus(Board board, SelectionLink selection, Hover hover, ConeReader cone) {

    Attention attention(boolean wholeChain) {
        EventColumns columns = board.columns();
        String stream = selection.stream();
        String selected = selection.correlation();
        String lit = selected != null ? selected : board.lanes().correlation();
        return new Attention(selection.row(), hover.row(),
                stream == null ? EventColumns.NONE : columns.streams().find(stream),
                lit == null ? EventColumns.NONE : columns.correlations().find(lit), wholeChain, hover.nameLane(),
                cone.of(board.contents(), selection.row()));
    }
}
