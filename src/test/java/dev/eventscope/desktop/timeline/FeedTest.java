package dev.eventscope.desktop.timeline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.Steps;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.rules.Filter;

import static org.assertj.core.api.Assertions.assertThat;

class FeedTest {

    private final Steps workers = new Steps();
    private final Steps fx = new Steps();
    private final List<Throwable> errors = new ArrayList<>();
    private final Background background = Background.on(workers, fx, errors::add);
    private final List<EventHeader> story = Story.ofOneCommit().events().headers();
    private final HeldReader reader = new HeldReader(story.subList(0, story.size() - 1));
    private Contents shown = Feed.nothing();
    private final Feed feed = new Feed(background, Workspace.direct(Clock.systemUTC()).jobs(),
            shape(Axis.Kind.TIME), new Board()::layout, laid -> shown = laid.contents(), errors::add);

    @Test
    void what_came_while_the_axis_was_changed_is_shown() {
        feed.open(reader, shape(Axis.Kind.TIME));
        settle();
        assertThat(shown.columns().size()).isEqualTo(story.size() - 1);

        reader.add(story.getLast());
        feed.wantNewer();
        feed.shape(shape(Axis.Kind.ORDER)); // is laid out before the answer comes
        settle();

        assertThat(shown.columns().size()).isEqualTo(story.size());
        assertThat(shown.choice().axis()).isEqualTo(Axis.Kind.ORDER);
        assertThat(errors).isEmpty();
    }

    private void settle() {
        boolean any = true;
        while (any) {
            any = workers.runAll() | fx.runAll();
        }
    }

    private static Shape shape(Axis.Kind axis) {
        return new Shape(axis, EventClock.RECORDED, new Sieve(Filter.everything(), Set.of(), EventClock.RECORDED),
                false);
    }
}
