package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.DrawingMaker;
import dev.eventscope.desktop.timeline.draw.Overview;
import dev.eventscope.desktop.timeline.draw.Sight;
import dev.eventscope.desktop.timeline.model.LaneRows;
import dev.eventscope.desktop.workspace.Workspace;

/// Makes the picture of what is on the board, once until something changes, and asks for the facts that it shows.
///
/// Threads: FX thread.
final class Frames {

    private static final int MOST_FACTS_A_FRAME = 400;

    private final Workspace workspace;
    private final Board board;
    private final TextMeasure measure;
    private final Focus focus;
    private final FactReader facts;
    private final Bundling bundling;
    private @Nullable Drawing drawn;
    private @Nullable Overview overview;

    /// Shape: `onChange` is called when something is known that was left out of the last picture.
    Frames(Workspace workspace, TextMeasure measure, Board board, Focus focus, FactReader facts, Runnable onChange) {
        bundling = new Bundling(workspace.background(), onChange);
        this.workspace = workspace;
        this.measure = measure;
        this.board = board;
        this.focus = focus;
        this.facts = facts;
    }

    /// Something that is drawn has changed.
    void forget() {
        drawn = null;
        if (overview != null && !overview.isOf(board.contents())) {
            overview = null; // or it would hold the events of a store that was left
            bundling.forget();
        }
    }

    /// Shape: `note` says how many events are shown; `chain` is what the table below tells the facts of.
    Drawing draw(String note, boolean wholeChain, List<ChainRow> chain) {
        Drawing made = drawn;
        if (made == null) {
            LaneRows rows = board.lanes().rows();
            DrawingMaker.Subject subject = new DrawingMaker.Subject(board.contents(), board.lanes().plan(), rows,
                    bundling.of(rows, board.columns().size()), facts.book(), note);
            Sight sight = board.camera().sight();
            made = new DrawingMaker(measure, workspace.times()).make(subject, sight, focus.attention(wholeChain),
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
