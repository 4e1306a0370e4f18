package dev.eventscope.desktop.timeline.draw;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.timeline.Story;
import dev.eventscope.desktop.timeline.draw.HitTest.MinimapPart;

import static org.assertj.core.api.Assertions.assertThat;

class HitTestTest {

    private final Story story = Story.ofOneCommit();
    private final Contents contents = story.events().contents();
    private final Sheet sheet = sheet();
    private final Drawing drawing = sheet.draw();
    private final HitTest hitTest = new HitTest(drawing);

    @Test
    void every_mark_that_is_painted_is_found() {
        for (Drawing.LaneMarks lane : drawing.lanes()) {
            for (Drawing.Mark mark : lane.marks()) {
                if (mark.x() >= drawing.area().plotLeft() && mark.x() <= drawing.area().width()) {
                    assertThat(hitTest.at(mark.x(), lane.y())).isInstanceOfSatisfying(HitTest.OnEvent.class,
                            on -> assertThat(on.row()).isEqualTo(mark.row()));
                }
            }
        }
    }

    @Test
    void a_bar_is_its_start_on_the_left_and_its_end_on_the_right() {
        Drawing.LaneMarks lane = sheet.drawLane("sync-7f33");
        Drawing.Bar bar = lane.bars().get(1);

        assertThat(hitTest.at(bar.from() + 3, lane.y())).isInstanceOfSatisfying(HitTest.OnEvent.class,
                on -> assertThat(on.row()).isEqualTo(bar.startRow()));
        assertThat(hitTest.at(bar.to() - 12, lane.y())).isInstanceOfSatisfying(HitTest.OnEvent.class,
                on -> assertThat(on.row()).isEqualTo(bar.endRow()));
    }

    @Test
    void the_free_part_of_a_lane_is_the_lane() {
        Drawing.LaneMarks lane = sheet.drawLane("cache-main");

        assertThat(hitTest.at(drawing.area().plotLeft() + 40, lane.y())).isEqualTo(new HitTest.OnLane(lane.lane()));
    }

    @Test
    void names_pins_and_heads_are_told_apart() {
        Drawing.LaneMarks lane = sheet.drawLane("cache-main");

        assertThat(hitTest.at(40, lane.y())).isEqualTo(new HitTest.OnName(lane.lane(), false));
        assertThat(hitTest.at(drawing.area().plotLeft() - 15, lane.y()))
                .isEqualTo(new HitTest.OnName(lane.lane(), true));
        assertThat(hitTest.at(40, drawing.area().lanesTop() + 10))
                .isEqualTo(new HitTest.OnHead(LaneGroup.Kind.CORRELATION));
    }

    @Test
    void a_fold_is_found_by_its_tag_and_in_the_lanes() {
        Drawing.FoldMark fold = drawing.ruler().folds().getFirst();
        double y = sheet.drawLane("cache-main").y();

        assertThat(hitTest.at(fold.tagX() + 3, Sizes.MINIMAP + 10)).isEqualTo(new HitTest.OnFold(fold.gapFrom()));
        assertThat(hitTest.at(fold.x() + 20, y)).isEqualTo(new HitTest.OnFold(fold.gapFrom()));
    }

    @Test
    void the_minimap_has_a_frame_with_two_grips() {
        double from = drawing.minimap().viewFrom();
        double to = drawing.minimap().viewTo();

        assertThat(hitTest.at(from, 20)).isEqualTo(new HitTest.OnMinimap(MinimapPart.LEFT_GRIP));
        assertThat(hitTest.at(to, 20)).isEqualTo(new HitTest.OnMinimap(MinimapPart.RIGHT_GRIP));
        assertThat(hitTest.at((from + to) / 2, 20)).isEqualTo(new HitTest.OnMinimap(MinimapPart.FRAME));
        assertThat(hitTest.at(from - 40, 20)).isEqualTo(new HitTest.OnMinimap(MinimapPart.OUTSIDE));
    }

    @Test
    void outside_there_is_nothing() {
        assertThat(hitTest.at(-1, 20)).isEqualTo(new HitTest.Nothing());
        assertThat(hitTest.at(300, Sheet.HEIGHT + 1)).isEqualTo(new HitTest.Nothing());
    }

    private Sheet sheet() {
        Sheet made = new Sheet(contents).facts(story.facts());
        int correlation = contents.columns().correlations().find(Story.CORRELATION);
        made.plan(new LanePlanner.Request(List.of(), correlation, -1, 4, List.of(), Set.of()));
        return made.fit(contents.axis().at(made.row("import")), contents.axis().last());
    }
}
