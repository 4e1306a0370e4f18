package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Attention;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.DrawingMaker;
import dev.eventscope.desktop.timeline.draw.Overview;
import dev.eventscope.desktop.timeline.draw.Sight;
import dev.eventscope.desktop.timeline.draw.TextMeasure;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.workspace.Workspace;

/// Makes the picture of what is on the board, once until something changes, and asks for the facts that it shows.
///
/// Threads: FX thread.
final class Frames {

    private static final int MOST_FACTS_A_FRAME = 400;

    private final Workspace workspace;
    private final Board board;
    private final Hover hover;
    private final SelectionLink selection;
    private final FactReader facts;
    private final ConeReader cone;
    private TextMeasure measure = (text, _) -> text.length() * 7.0;
    private @Nullable Drawing drawn;
    private @Nullable Overview overview;

    Frames(Workspace workspace, Board board, Hover hover, SelectionLink selection, FactReader facts,
            ConeReader cone) {
        this.workspace = workspace;
        this.board = board;
        this.hover = hover;
        this.selection = selection;
        this.facts = facts;
        this.cone = cone;
    }

    void measure(TextMeasure newMeasure) {
        measure = newMeasure;
        drawn = null;
    }

    /// Something that is drawn has changed.
    void forget() {
        drawn = null;
        if (overview != null && !overview.isOf(board.contents())) {
            overview = null; // or it would hold the events of a store that was left
        }
    }

    /// Shape: `note` says how many events are shown; `chain` is what the table below tells the facts of.
    Drawing draw(String note, boolean wholeChain, List<ChainRow> chain) {
        Drawing made = drawn;
        if (made == null) {
            DrawingMaker.Subject subject = new DrawingMaker.Subject(board.contents(), board.lanes().plan(),
                    board.lanes().rows(), facts.book(), note);
            Sight sight = board.camera().sight();
            made = new DrawingMaker(measure, workspace.times()).make(subject, sight, attention(wholeChain),
                    overviewOf(subject.contents(), sight));
            drawn = made;
            wantFacts(made, chain);
        }
        return made;
    }

    private Overview overviewOf(Contents contents, Sight sight) {
        Overview known = overview;
        if (known == null || !known.isOf(contents, sight, workspace.times())) {
            known = Overview.of(contents, sight, workspace.times());
            overview = known;
        }
        return known;
    }

    private Attention attention(boolean wholeChain) {
        EventColumns columns = board.columns();
        String stream = selection.stream();
        String selected = selection.correlation();
        String lit = selected != null ? selected : board.lanes().correlation();
        return new Attention(selection.row(), hover.row(),
                stream == null ? EventColumns.NONE : columns.streams().find(stream),
                lit == null ? EventColumns.NONE : columns.correlations().find(lit), wholeChain, hover.nameLane(),
                cone.of(board.contents(), selection.row()));
    }

    private void wantFacts(Drawing made, List<ChainRow> chain) {
        List<String> ids = new ArrayList<>();
        for (Drawing.LaneMarks lane : made.lanes()) {
            lane.bars().forEach(bar -> ids.add(board.columns().id(bar.startRow())));
            lane.marks().stream().flatMap(mark -> mark.rows().stream())
                    .filter(row -> board.columns().part(row).opensStep())
                    .forEach(row -> ids.add(board.columns().id(row)));
        }
        ids.subList(Math.min(ids.size(), MOST_FACTS_A_FRAME), ids.size()).clear();
        chain.forEach(row -> ids.add(row.id()));
        facts.want(ids);
    }
}
