package dev.eventscope.desktop.timeline.draw;

import java.util.List;
import java.util.Set;

import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.model.CausalCone;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// A canvas without a toolkit: each character is 7 px wide.
final class Sheet {

    static final double WIDTH = 1_212;
    static final double HEIGHT = 700;

    private final Contents contents;
    private LanePlan plan;
    private Viewport viewport;
    private Attention attention = Attention.NOTHING;
    private EventFacts.Book facts = EventFacts.Book.EMPTY;
    private boolean folded = true;

    Sheet(Contents contents) {
        this.contents = contents;
        plan(new LanePlanner.Request(List.of(), EventColumns.NONE, EventColumns.NONE, 30, List.of(), Set.of()));
        viewport = Viewport.fit(contents.axis().first(), contents.axis().last(), folding(), Sight.plot(WIDTH));
    }

    Sheet plan(LanePlanner.Request request) {
        plan = contents.planner().plan(request);
        return this;
    }

    Sheet facts(EventFacts.Book book) {
        facts = book;
        return this;
    }

    Sheet notFolded() {
        folded = false;
        return fit(contents.axis().first(), contents.axis().last());
    }

    Sheet fit(double from, double to) {
        viewport = Viewport.fit(from, to, folding(), Sight.plot(WIDTH));
        return this;
    }

    Sheet at(Viewport newViewport) {
        viewport = newViewport;
        return this;
    }

    Sheet select(String id, boolean wholeChain) {
        int row = row(id);
        attention = new Attention(row, EventColumns.NONE, EventColumns.NONE, contents.columns().correlationNumber(row),
                wholeChain, LanePlan.NO_LANE, CausalCone.NONE);
        return this;
    }

    Sheet hover(String id) {
        attention = new Attention(EventColumns.NONE, row(id), EventColumns.NONE, EventColumns.NONE, false,
                LanePlan.NO_LANE, CausalCone.NONE);
        return this;
    }

    int row(String id) {
        return contents.columns().rowOf(id);
    }

    int lane(String stream) {
        return plan.laneOfStream(contents.columns().streams().find(stream));
    }

    TimeScale scale() {
        return viewport.scale(contents.axis(), folding(), Sight.plot(WIDTH));
    }

    LanePlan plan() {
        return plan;
    }

    Drawing draw() {
        DrawingMaker.Subject subject = new DrawingMaker.Subject(contents, plan, contents.rowsOf(plan), facts, "note");
        Sight sight = new Sight(WIDTH, HEIGHT, viewport, folding(), 0, null);
        return new DrawingMaker(Measures.SEVEN_PX, Times.UTC).make(subject, sight, attention);
    }

    Drawing.LaneMarks drawLane(String stream) {
        int lane = lane(stream);
        return draw().lanes().stream().filter(marks -> marks.lane() == lane).findFirst().orElseThrow();
    }

    private Viewport.Folding folding() {
        return contents.folding(folded, Set.of());
    }
}
