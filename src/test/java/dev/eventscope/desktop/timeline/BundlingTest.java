package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.Steps;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Attention;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.DrawingMaker;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.draw.LanePlanner;
import dev.eventscope.desktop.timeline.draw.Sight;
import dev.eventscope.desktop.timeline.draw.Viewport;
import dev.eventscope.desktop.timeline.model.LaneRows;
import dev.eventscope.desktop.timeline.model.LinkBundles;

import static org.assertj.core.api.Assertions.assertThat;

class BundlingTest {

    private static final int LINKS = 1_000;

    private final Steps workers = new Steps();
    private final Steps fx = new Steps();
    private final List<Throwable> errors = new ArrayList<>();
    private final Background background = Background.on(workers, fx, errors::add);
    private final Contents contents = ordersThatWereSent();
    private final LanePlan plan = contents.planner()
            .plan(new LanePlanner.Request(List.of(), -1, -1, 4, List.of(), Set.of()));
    private int pictures;

    @Test
    void links_of_many_events_come_after_the_first_picture_and_are_drawn_then() {
        Bundling bundling = new Bundling(background, contents.columns().size() - 1, () -> pictures++);
        LaneRows rows = contents.rowsOf(plan);

        assertThat(drawing(rows, bundling).bundles()).isEmpty();
        assertThat(rows.hasBundles()).as("sorted on the thread that draws").isFalse();

        workers.runAll();
        assertThat(pictures).as("not before the FX thread takes it").isZero();
        fx.runAll();

        assertThat(pictures).isEqualTo(1);
        assertThat(drawing(rows, bundling).bundles()).singleElement()
                .satisfies(bundle -> assertThat(bundle.events()).isEqualTo(LINKS));
        assertThat(errors).isEmpty();
    }

    @Test
    void links_of_few_events_are_in_the_first_picture() {
        Bundling bundling = new Bundling(background, contents.columns().size(), () -> pictures++);

        assertThat(drawing(contents.rowsOf(plan), bundling).bundles()).hasSize(1);
        assertThat(workers.runAll()).as("anything in the background").isFalse();
        assertThat(pictures).isZero();
    }

    @Test
    void frames_in_between_do_not_ask_again() {
        Bundling bundling = new Bundling(background, 10, () -> pictures++);
        LaneRows rows = contents.rowsOf(plan);
        for (int frame = 0; frame < 5; frame++) {
            assertThat(bundling.of(rows, contents.columns().size())).isSameAs(LinkBundles.NONE);
        }

        workers.runAll();
        fx.runAll();

        assertThat(pictures).isEqualTo(1);
    }

    @Test
    void links_of_events_that_were_left_change_no_picture() {
        Bundling bundling = new Bundling(background, 10, () -> pictures++);
        bundling.of(contents.rowsOf(plan), contents.columns().size());
        LaneRows next = contents.rowsOf(plan);
        bundling.forget();
        bundling.of(next, contents.columns().size());

        workers.runAll();
        fx.runAll();

        assertThat(pictures).isEqualTo(1);
        assertThat(bundling.of(next, contents.columns().size())).isSameAs(next.bundles());
    }

    private Drawing drawing(LaneRows rows, Bundling bundling) {
        Viewport.Folding folding = contents.folding(false, Set.of());
        Viewport whole = Viewport.fit(contents.axis().first(), contents.axis().last(), folding, Sight.plot(1_000));
        DrawingMaker.Subject subject = new DrawingMaker.Subject(contents, plan, rows,
                bundling.of(rows, contents.columns().size()), EventFacts.Book.EMPTY, "");
        return new DrawingMaker(Measures.SEVEN_PX, Times.UTC).make(subject,
                new Sight(1_000, 600, whole, folding, 0, null), Attention.NOTHING);
    }

    /// Each order placed in one stream is sent in another.
    private static Contents ordersThatWereSent() {
        Events events = new Events();
        for (int i = 0; i < LINKS; i++) {
            events.later(20).causedBy("").of("order-1").then("placed" + i, "OrderPlaced");
            events.later(5).of("parcel-1").add("sent" + i, "ParcelSent");
        }
        return events.contents();
    }
}
