package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.desktop.timeline.Events;
import dev.eventscope.desktop.timeline.Story;
import dev.eventscope.desktop.timeline.draw.Drawing.Bar;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.Link;
import dev.eventscope.desktop.timeline.draw.Drawing.Shape;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;

import static org.assertj.core.api.Assertions.assertThat;

class DrawingTest {

    private final Story story = Story.ofOneCommit();
    private final Contents contents = story.events().contents();

    @Test
    void a_saga_is_bars_with_the_names_of_its_steps() {
        LaneMarks lane = ofCommit().drawLane("sync-7f31");

        assertThat(lane.bars()).extracting(Bar::name).containsExactly("cache", "git", "git", "git");
        assertThat(lane.bars()).extracting(Bar::failed).containsExactly(false, true, true, true);
        assertThat(lane.waits()).hasSize(2);
        assertThat(lane.waits().getLast().label()).isEqualTo("594 ms");
        assertThat(lane.marks()).extracting(Drawing.Mark::shape).containsExactly(Shape.EVENT, Shape.FAILURE,
                Shape.FAILURE, Shape.FAILURE, Shape.FAILURE);
    }

    @Test
    void a_saga_that_came_to_its_end_has_a_check_after_its_last_step() {
        LaneMarks lane = ofCommit().drawLane("sync-7f33");

        assertThat(lane.bars()).extracting(Bar::failed).containsExactly(false, false, false);
        assertThat(lane.marks().getLast().shape()).isEqualTo(Shape.CHECK);
        assertThat(lane.marks().getLast().x()).isGreaterThanOrEqualTo(lane.bars().getLast().to() + 15);
    }

    @Test
    void a_step_that_runs_has_no_right_edge() {
        Sheet sheet = new Sheet(new Events().of("sync-1").add("a", "SagaStarted").later(10).add("b", "StepStarted")
                .of("other-1").later(90).add("c", "T").contents());

        assertThat(sheet.drawLane("sync-1").bars()).singleElement().matches(Bar::open);
    }

    @Test
    void a_step_whose_end_nobody_knows_has_no_right_edge_either() {
        Sheet sheet = new Sheet(new Events().of("sync-1").add("a", "SagaStarted").later(10).add("b", "StepStarted")
                .later(30).add("c", "StepUnknown").later(5).add("d", "SagaFailed").contents());

        assertThat(sheet.drawLane("sync-1").bars()).singleElement().matches(bar -> bar.open() && !bar.failed());
    }

    @Test
    void a_saga_that_waits_for_its_next_try_ends_in_dots() {
        Sheet sheet = new Sheet(new Events().of("sync-1").add("a", "SagaStarted").later(10).add("b", "StepStarted")
                .later(30).add("c", "StepFailed").of("other-1").later(90).add("d", "T").contents());

        assertThat(sheet.drawLane("sync-1").waits()).hasSize(1);
    }

    @Test
    void a_step_too_short_for_a_bar_is_a_mark_with_the_name_of_the_step() {
        Sheet sheet = ofCommit().notFolded();
        sheet.fit(contents.axis().at(sheet.row("import")) - 60_000_000.0,
                contents.axis().at(sheet.row("import")) + 60e6);

        LaneMarks lane = sheet.drawLane("sync-7f33");

        assertThat(lane.bars()).isEmpty();
        assertThat(lane.labels()).extracting(Drawing.Label::text).allMatch("cache, git, index"::contains);
    }

    @Test
    void a_step_too_short_to_be_seen_has_a_bar_before_its_end_where_the_lane_is_free() {
        Sheet sheet = new Sheet(new Events().of("sync-1").add("a", "SagaStarted").later(5_000).add("b", "StepStarted")
                .later(2).add("c", "StepFailed").later(5_000).add("d", "StepStarted").later(2)
                .add("e", "StepSucceeded").contents());
        sheet.at(new Viewport(sheet.scale().axis().first(), 300, 20_000, Double.MAX_VALUE));

        LaneMarks lane = sheet.drawLane("sync-1");

        assertThat(lane.bars()).extracting(bar -> bar.to() - bar.from()).containsExactly(18.0, 8.0);
        assertThat(lane.bars()).extracting(Bar::failed).containsExactly(true, false);
        assertThat(lane.waits()).singleElement()
                .matches(wait -> wait.to() <= lane.bars().getLast().from(), "ends before the next bar");
    }

    @Test
    void a_stretch_too_narrow_for_a_tick_has_the_time_at_its_edge() {
        Contents apart = new Events().at("11:02:06").add("a", "A").at("13:14:55").add("b", "B").later(400)
                .add("c", "C").later(400).add("d", "D").later(400).add("e", "E").contents();

        Drawing drawing = new Sheet(apart).draw();

        assertThat(drawing.ruler().folds()).hasSize(1);
        assertThat(drawing.ruler().ticks()).filteredOn(tick -> !tick.label().isEmpty())
                .filteredOn(tick -> tick.x() < drawing.ruler().folds().getFirst().x())
                .extracting(Drawing.TickMark::label).singleElement().asString().startsWith("11:02:0");
    }

    @Test
    void the_first_label_of_the_ruler_that_has_room_is_the_full_time() {
        Sheet sheet = ofCommit();
        for (double shift = 0; shift < 1_000_000; shift += 61_000) {
            double from = contents.axis().at(sheet.row("import")) + shift;
            Drawing drawing = sheet.fit(from, from + 6.4e6).draw();
            assertThat(drawing.ruler().ticks().stream().map(Drawing.TickMark::label).filter(label -> !label.isEmpty())
                    .findFirst().orElseThrow()).startsWith("11:02:0");
        }
    }

    @Test
    void a_compensation_is_hatched() {
        Sheet sheet = new Sheet(new Events().of("sync-1").add("a", "SagaStarted").later(10).add("b", "StepStarted")
                .later(10).add("c", "StepFailed").later(10).add("d", "CompensationStarted").later(10)
                .add("e", "StepStarted").later(10).add("f", "StepSucceeded").contents());

        assertThat(sheet.drawLane("sync-1").bars()).extracting(Bar::hatched).containsExactly(false, true);
    }

    @Test
    void arrows_lead_from_a_cause_to_its_effects_in_other_lanes() {
        Sheet sheet = ofCommit();

        List<Link> links = sheet.draw().links();

        assertThat(links).filteredOn(link -> link.causeRow() == sheet.row("commit")).extracting(Link::effectRow)
                .containsExactlyInAnyOrder(sheet.row("updated0"), sheet.row("updated1"), sheet.row("updated2"));
        assertThat(links).allMatch(link -> link.fromY() != link.toY());
        assertThat(links).noneMatch(Link::lit);
    }

    @Test
    void one_hop_lights_the_cause_and_the_effects() {
        Sheet sheet = ofCommit().select("requested0", false);

        List<Link> lit = sheet.draw().links().stream().filter(Link::lit).toList();

        assertThat(lit).extracting(Link::effectRow).containsExactly(sheet.row("sync-7f31"));
        assertThat(lit).extracting(Link::tone).containsExactly(Tone.FUTURE);
        assertThat(sheet.drawLane("cache-main").marks()).allMatch(mark -> mark.tone() == Tone.PLAIN);
    }

    @Test
    void the_whole_chain_lights_the_past_back_to_the_root_and_dims_the_rest() {
        Sheet sheet = ofCommit().select("sync-7f31.git3+", true);

        Drawing drawing = sheet.draw();

        assertThat(drawing.links()).filteredOn(Link::lit).extracting(Link::tone).containsOnly(Tone.PAST);
        assertThat(drawing.links()).filteredOn(Link::lit).extracting(Link::effectRow)
                .containsExactlyInAnyOrder(sheet.row("updated0"), sheet.row("sync-7f31"));
        assertThat(sheet.drawLane("cache-main").marks()).allMatch(mark -> mark.tone() == Tone.DIMMED);
        assertThat(sheet.drawLane("portfolio-main").lines()).anyMatch(line -> line.lit() && line.tone() == Tone.PAST);
    }

    @Test
    void hovering_lights_the_path_and_the_correlation_of_the_event_under_the_pointer() {
        Sheet sheet = new Sheet(contents);
        double from = contents.axis().at(sheet.row("import"));
        Drawing drawing = sheet.fit(from, contents.axis().last()).hover("commit2").draw();

        assertThat(drawing.ruler().bracket()).isNotNull();
        assertThat(drawing.ruler().bracket().id()).isEqualTo("e07d2b4");
        assertThat(drawing.area().hasBand()).isTrue();
    }

    @Test
    void the_bracket_tells_how_many_events_and_sagas_and_how_long() {
        Drawing drawing = ofCommit().select("commit", false).draw();

        assertThat(drawing.ruler().bracket().id()).isEqualTo("9c41f7e0");
        assertThat(drawing.ruler().bracket().text()).isEqualTo("41 events · 3 sagas · 3.39 s");
    }

    @Test
    void the_selected_event_has_a_mark_even_among_thousands() {
        Events events = new Events();
        for (int i = 0; i < 5_000; i++) {
            events.later(1).add("e" + i, "T");
        }

        LaneMarks lane = new Sheet(events.contents()).select("e2500", false).drawLane("stream-1");

        assertThat(lane.marks()).singleElement().matches(Drawing.Mark::selected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void labels_never_overlap_each_other_or_a_mark_or_a_fold(long seed) {
        Random random = new Random(seed);
        Events events = new Events();
        for (int i = 0; i < 400; i++) {
            events.of("a-" + random.nextInt(6)).later((long) Math.pow(10, random.nextDouble() * 4.5))
                    .add("e" + i, "Type".repeat(1 + random.nextInt(4)));
        }
        Contents random400 = events.contents();
        Sheet sheet = new Sheet(random400);
        double last = random400.axis().last();

        for (double share : new double[]{1, 0.3, 0.05, 0.01}) {
            Drawing drawing = sheet.fit(last - (last - random400.axis().first()) * share, last).draw();
            for (LaneMarks lane : drawing.lanes()) {
                assertThat(overlaps(lane, drawing)).as("seed %s share %s", seed, share).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36})
    void counts_of_columns_never_overlap_a_label(long seed) {
        Random random = new Random(seed);
        Events events = new Events();
        int event = 0;
        for (int burst = 0; burst < 60; burst++) {
            events.later(1_000 + random.nextInt(20_000));
            for (int left = random.nextInt(3) == 0
                    ? 30 + random.nextInt(200)
                    : 1 + random.nextInt(4); left > 0; left--) {
                events.of("a-" + random.nextInt(3)).later(1 + random.nextInt(20)).add("e" + event++, "T");
            }
        }
        Contents contents = events.contents();
        double last = contents.axis().last();

        for (double share : new double[]{1, 0.3, 0.1}) {
            for (LaneMarks lane : new Sheet(contents)
                    .fit(last - (last - contents.axis().first()) * share, last).draw().lanes()) {
                List<double[]> texts = new ArrayList<>();
                lane.labels().forEach(label -> texts.add(new double[]{label.x(), label.endX()}));
                lane.columns().stream().filter(columns -> !columns.count().isEmpty()).forEach(
                        columns -> texts.add(new double[]{columns.countX(), columns.x()}));
                assertThat(overlapping(texts)).as("seed %s share %s", seed, share).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void labels_of_the_ruler_never_overlap(long seed) {
        Random random = new Random(seed);
        Events events = new Events();
        for (int i = 0; i < 60; i++) {
            events.later((long) Math.pow(10, random.nextDouble() * 7)).add("e" + i, "T");
        }
        Contents contents = events.contents();
        Sheet sheet = new Sheet(contents);

        assertThat(overlapping(textsOf(sheet.draw().ruler()))).isEmpty();
        for (int row = 0; row < 60; row++) {
            sheet.at(new Viewport(contents.axis().sortedAt(row), Sizes.NAMES - 20, sheet.scale().unitsPerPx(), 0));
            assertThat(overlapping(textsOf(sheet.draw().ruler()))).as("event " + row + " at the edge").isEmpty();
        }
    }

    private static List<double[]> textsOf(Drawing.RulerBand ruler) {
        List<double[]> texts = new ArrayList<>();
        ruler.ticks().stream().filter(tick -> !tick.label().isEmpty())
                .forEach(tick -> texts.add(new double[]{tick.x(), tick.x() + 4 + tick.label().length() * 7.0}));
        ruler.folds().forEach(fold -> texts.add(new double[]{fold.tagX(), fold.tagX() + fold.tagWidth()}));
        return texts;
    }

    @Test
    void what_is_far_away_costs_no_shapes() {
        Events events = new Events();
        for (int i = 0; i < 20_000; i++) {
            events.of("a-" + i % 7).later(i % 100 == 0 ? 400 : 1).causedBy(i < 9 ? "" : "e" + (i - 8)).add("e" + i,
                    "T");
        }

        Drawing drawing = new Sheet(events.contents()).draw();

        int shapes = drawing.lanes().stream()
                .mapToInt(lane -> lane.marks().size() + lane.columns().size() + lane.labels().size()).sum();
        assertThat(shapes).isLessThan(1_500);
        assertThat(drawing.links()).hasSizeLessThanOrEqualTo(300);
    }

    private Sheet ofCommit() {
        Sheet sheet = new Sheet(contents).facts(story.facts());
        int correlation = contents.columns().correlations().find(Story.CORRELATION);
        sheet.plan(new LanePlanner.Request(List.of(), correlation, -1, 4, List.of(), Set.of()));
        return sheet.fit(contents.axis().at(sheet.row("import")), contents.axis().at(sheet.row("sync-7f32.failed")));
    }

    /// What of a lane covers something else of it.
    private static List<String> overlaps(LaneMarks lane, Drawing drawing) {
        List<double[]> shapes = new ArrayList<>();
        lane.labels().forEach(label -> shapes.add(new double[]{label.x(), label.endX()}));
        lane.marks().forEach(mark -> shapes.add(new double[]{mark.x() - 4.5, mark.x() + 4.5}));
        lane.columns().forEach(dense -> shapes.add(new double[]{dense.x(), dense.x() + dense.heights().length * 4.0}));
        if (!lane.labels().isEmpty()) {
            drawing.ruler().folds().stream()
                    .filter(fold -> lane.labels().stream().anyMatch(label -> label.x() < fold.x()))
                    .forEach(fold -> shapes.add(new double[]{fold.x(), fold.x() + fold.width()}));
        }
        return overlapping(shapes);
    }

    private static List<String> overlapping(List<double[]> spans) {
        List<double[]> sorted = spans.stream().sorted(Comparator.comparingDouble(span -> span[0])).toList();
        List<String> found = new ArrayList<>();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i)[0] < sorted.get(i - 1)[1] - 1) {
                found.add(sorted.get(i - 1)[0] + ".." + sorted.get(i - 1)[1] + " and " + sorted.get(i)[0] + ".."
                        + sorted.get(i)[1]);
            }
        }
        return found;
    }
}
