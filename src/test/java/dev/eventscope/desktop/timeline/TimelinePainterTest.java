package dev.eventscope.desktop.timeline;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import dev.eventscope.desktop.fx.CanvasSheet;
import dev.eventscope.desktop.fx.GlyphMeasure;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.fx.Tokens;
import dev.eventscope.desktop.timeline.draw.Attention;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.DrawingMaker;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.draw.LanePlanner;
import dev.eventscope.desktop.timeline.draw.Sight;
import dev.eventscope.desktop.timeline.draw.Viewport;
import dev.eventscope.desktop.timeline.model.CausalCone;
import dev.eventscope.desktop.timeline.model.EventColumns;

import static org.assertj.core.api.Assertions.assertThat;

/// Looks at single pixels whose colour has a meaning; how the whole looks is for eyes.
class TimelinePainterTest {

    private static final double WIDTH = 1_052;
    private static final double HEIGHT = 520;

    private final Story story = Story.ofOneCommit();
    private final Contents contents = story.events().contents();
    private final EventColumns columns = contents.columns();

    private record Shot(Drawing drawing, Image image, Tokens tokens) {

        Color at(double x, double y) {
            return image.getPixelReader().getColor((int) x, (int) y);
        }

        LaneMarks laneOf(int row) {
            return drawing.lanes().stream()
                    .filter(lane -> lane.marks().stream().anyMatch(mark -> mark.rows().contains(row))).findFirst()
                    .orElseThrow();
        }

        double xOf(int row) {
            return laneOf(row).marks().stream().filter(mark -> mark.rows().contains(row)).findFirst().orElseThrow().x();
        }
    }

    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void a_mark_has_the_hue_of_its_category_in_dark_and_in_light() {
        for (Theme.Mode mode : Theme.Mode.values()) {
            Shot shot = shot(mode, Attention.NOTHING);
            int row = columns.rowOf("requested1");

            assertThat(shot.at(shot.xOf(row), shot.laneOf(row).y()))
                    .isEqualTo(shot.tokens().get(Token.category(shot.laneOf(row).hue())));
        }
    }

    @Test
    void a_failure_is_red_and_nothing_else_is() {
        Shot shot = shot(Theme.Mode.DARK, Attention.NOTHING);
        int row = columns.rowOf("sync-7f31.failed");

        assertThat(shot.at(shot.xOf(row), shot.laneOf(row).y())).isEqualTo(shot.tokens().get(Token.DANGER));
    }

    @Test
    void what_is_not_on_the_lit_path_steps_back() {
        int selected = columns.rowOf("sync-7f31.git3+");
        Shot shot = shot(Theme.Mode.DARK, new Attention(selected, -1, -1, columns.correlationNumber(selected), true,
                LanePlan.NO_LANE, CausalCone.NONE));
        int off = columns.rowOf("requested1");
        int on = columns.rowOf("requested0");
        Color hue = shot.tokens().get(Token.category(shot.laneOf(on).hue()));

        assertThat(shot.at(shot.xOf(on), shot.laneOf(on).y())).isEqualTo(hue);
        assertThat(shot.at(shot.xOf(off), shot.laneOf(off).y()).getBrightness()).isLessThan(hue.getBrightness() - 0.2);
        assertThat(shot.at(shot.xOf(selected) - 8, shot.laneOf(selected).y()))
                .isEqualTo(shot.tokens().get(Token.SELECT_RING));
    }

    @Test
    void the_band_lies_under_the_lit_correlation_only() {
        int selected = columns.rowOf("requested0");
        Shot shot = shot(Theme.Mode.LIGHT, new Attention(selected, -1, -1, columns.correlationNumber(selected), false,
                LanePlan.NO_LANE, CausalCone.NONE));
        double y = shot.laneOf(selected).y() - 12;

        assertThat(shot.at(shot.drawing().area().bandFrom() + 4, y)).isEqualTo(shot.tokens().get(Token.BAND));
        assertThat(shot.at(shot.drawing().area().bandTo() + 4, y)).isEqualTo(shot.tokens().get(Token.BG_0));
    }

    @Test
    void a_fold_is_a_strip_of_chrome() {
        Shot shot = shot(Theme.Mode.DARK, Attention.NOTHING);
        Drawing.FoldMark fold = shot.drawing().ruler().folds().getLast();

        assertThat(shot.at(fold.x() + fold.width() / 2, shot.drawing().lanes().getFirst().y() + 7))
                .isEqualTo(shot.tokens().get(Token.BG_1));
    }

    private Shot shot(Theme.Mode mode, Attention attention) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            Canvas canvas = new Canvas(WIDTH, HEIGHT);
            Tokens tokens = new Tokens();
            Scene scene = new Scene(new Pane(canvas, tokens), WIDTH, HEIGHT);
            Theme theme = new Theme();
            theme.modeProperty().set(mode);
            theme.dress(scene);
            scene.getRoot().applyCss();
            Drawing drawing = drawing(attention);
            new TimelinePainter(new CanvasSheet(canvas.getGraphicsContext2D()), tokens).paint(drawing);
            return new Shot(drawing, scene.snapshot(null), tokens);
        });
    }

    private Drawing drawing(Attention attention) {
        LanePlan plan = contents.planner().plan(new LanePlanner.Request(List.of(),
                columns.correlations().find(Story.CORRELATION), -1, 4, List.of(), Set.of()));
        Viewport.Folding folding = contents.folding(true, Set.of());
        Viewport viewport = Viewport.fit(contents.axis().at(columns.rowOf("import")), contents.axis().last(), folding,
                Sight.plot(WIDTH));
        DrawingMaker.Subject subject = new DrawingMaker.Subject(contents, plan, contents.rowsOf(plan), story.facts(),
                "");
        return new DrawingMaker(new GlyphMeasure(), Times.UTC).make(subject,
                new Sight(WIDTH, HEIGHT, viewport, folding, 0, null), attention);
    }
}
