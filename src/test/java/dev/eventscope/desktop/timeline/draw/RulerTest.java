package dev.eventscope.desktop.timeline.draw;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.Events;
import dev.eventscope.desktop.timeline.draw.Viewport.Plot;

import static org.assertj.core.api.Assertions.assertThat;

class RulerTest {

    private static final Plot PLOT = new Plot(0, 640);

    private final Contents contents = new Events().at("11:02:06").add("a", "A").at("11:02:10").add("b", "B").contents();

    @Test
    void whole_seconds_are_loud_and_halves_are_quiet() {
        Ruler ruler = ruler(contents, 6_250);

        assertThat(labels(ruler)).containsExactly("11:02:06", ".5", ":07", ".5", ":08", ".5", ":09", ".5", ":10");
        assertThat(ruler.ticks().stream().filter(Ruler.Tick::major)).hasSize(5);
        assertThat(ruler.scaleText()).isEqualTo("6.25 ms a pixel");
        assertThat(ruler.days()).isEqualTo("4 March 2026");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.02        | 11:02:06, .000002, .000004, .000006, .000008, .00001, .000012
            20          | 11:02:06, .002, .004, .006, .008, .01, .012
            1000        | 11:02:06, .1, .2, .3, .4, .5, .6
            15625       | 11:02:06, :07, :08, :09, :10, :11, :12, :13, :14, :15, :16
            937500      | 11:03, 11:04, 11:05, 11:06
            14062500    | 11:30, 12:00, 12:30
            337500000   | 12:00, 18:00, 5 Mar, 06:00, 12:00, 18:00, 6 Mar
            1350000000  | 5 Mar, 6 Mar, 7 Mar, 8 Mar, 9 Mar, 10 Mar, 11 Mar, 12 Mar, 13 Mar, 14 Mar
            41000000000 | Apr 2026, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec, 2027
            """)
    void only_the_part_that_changes_is_written(double microsPerPx, String expected) {
        List<String> labels = labels(ruler(contents, microsPerPx));

        List<String> wanted = List.of(expected.split(", "));
        assertThat(labels.subList(0, Math.min(labels.size(), wanted.size()))).isEqualTo(wanted);
    }

    @Test
    void after_a_fold_the_full_time_is_written_again() {
        Events events = new Events().at("11:02:06");
        for (int i = 0; i < 8; i++) {
            events.add("a" + i, "A").later(500);
        }
        events.at("13:14:55");
        for (int i = 0; i < 8; i++) {
            events.add("b" + i, "A").later(500);
        }
        Contents bursts = events.contents();
        Viewport.Folding folding = bursts.folding(true, Set.of());
        TimeScale scale = Viewport.fit(bursts.axis().first(), bursts.axis().last(), folding, PLOT).scale(bursts.axis(),
                folding, PLOT);

        List<String> labels = labels(new Ruler(scale, Times.UTC));

        assertThat(labels).contains("11:02:06", "13:14:56");
        assertThat(labels.stream().filter(label -> label.length() >= 8)).hasSize(2);
    }

    @Test
    void ticks_are_never_nearer_than_their_room() {
        for (double microsPerPx = 0.02; microsPerPx < 1e11; microsPerPx *= 1.7) {
            List<Ruler.Tick> ticks = ruler(contents, microsPerPx).ticks();
            for (int i = 1; i < ticks.size(); i++) {
                assertThat(ticks.get(i).x() - ticks.get(i - 1).x()).isGreaterThan(50);
            }
            assertThat(ticks).hasSizeLessThan(15);
        }
    }

    @Test
    void the_order_scale_counts_events() {
        Events events = new Events();
        for (int i = 0; i < 1_000; i++) {
            events.add("e" + i, "T");
        }
        Contents inOrder = events.inOrder();

        Ruler ruler = new Ruler(new Viewport(0, 0, 1, Double.MAX_VALUE).scale(inOrder.axis(),
                inOrder.folding(true, Set.of()), PLOT), Times.UTC);

        assertThat(labels(ruler)).containsExactly("1", "101", "201", "301", "401", "501", "601");
        assertThat(ruler.scaleText()).isEqualTo("1 events a pixel");
        assertThat(ruler.days()).isEqualTo("Store order");
    }

    private static List<String> labels(Ruler ruler) {
        return ruler.ticks().stream().map(Ruler.Tick::label).toList();
    }

    private static Ruler ruler(Contents contents, double microsPerPx) {
        Viewport view = new Viewport(contents.axis().first(), 0, microsPerPx, Double.MAX_VALUE);
        return new Ruler(view.scale(contents.axis(), contents.folding(false, Set.of()), PLOT), Times.UTC);
    }
}
