package dev.eventscope.desktop.fx;

import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DiscImagesTest {

    private static final int SIZE = 40;
    /// Of a pixel at the edge: the centre is off by up to a sixteenth of a pixel each way, and edges are counted otherwise.
    private static final double NEAR = 0.16;
    /// Of all of a disc: of the smallest, half is edge.
    private static final double SHARE = 0.08;
    private static final Color SKY = Color.web("#69C0F7");
    private static final Color SAND = Color.web("#D2AE8E");

    private record Place(double x, double y, double radius) {}

    private static final List<Place> PLACES = List.of(new Place(20, 20, 4.5), new Place(19.5, 20.5, 4.5),
            new Place(17.3, 21.9, 5.5), new Place(20.06, 20.94, 9), new Place(12.25, 12.25, 1.5));

    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_picture_of_a_disc_is_as_an_oval_at_the_scale_of_the_screen(int scale) {
        for (Place place : PLACES) {
            Image oval = oval(place, scale);
            DiscImages.Placed disc = DiscImages.at(place.x() * scale, place.y() * scale, place.radius() * scale, SKY);

            double painted = 0;
            double expected = 0;
            for (int y = 0; y < SIZE * scale; y++) {
                for (int x = 0; x < SIZE * scale; x++) {
                    double seen = opacity(disc, x, y);
                    double wanted = oval.getPixelReader().getColor(x, y).getOpacity();
                    assertThat(seen).as("%s, pixel %d %d", place, x, y).isCloseTo(wanted, within(NEAR));
                    painted += seen;
                    expected += wanted;
                }
            }
            assertThat(painted).as("%s, all of it", place).isCloseTo(expected, within(expected * SHARE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void its_middle_has_the_colour_and_its_corners_are_empty(int scale) {
        DiscImages.Placed disc = DiscImages.at(20 * scale, 20 * scale, 4.5 * scale, SKY);
        int last = (int) disc.image().getWidth() - 1;

        assertThat(disc.image().getPixelReader().getColor(last / 2, last / 2)).isEqualTo(SKY);
        for (int x : new int[]{0, last}) {
            for (int y : new int[]{0, last}) {
                assertThat(disc.image().getPixelReader().getColor(x, y).getOpacity()).isZero();
            }
        }
        assertThat(last + 1.0).as("no more than the disc and its edge").isBetween(9.0 * scale, 9.0 * scale + 4);
        assertThat(disc.image().getHeight()).isEqualTo(last + 1.0);
    }

    @Test
    void equal_discs_share_a_picture_and_others_have_their_own() {
        Image first = DiscImages.at(10, 10, 4.5, SKY).image();

        assertThat(DiscImages.at(310, 95, 4.5, SKY).image()).as("elsewhere").isSameAs(first);
        assertThat(DiscImages.at(10.01, 10, 4.5, SKY).image()).as("nobody sees that step").isSameAs(first);
        assertThat(DiscImages.at(10.5, 10, 4.5, SKY).image()).as("half a pixel off").isNotSameAs(first);
        assertThat(DiscImages.at(10, 10, 4.5, SAND).image()).as("another colour").isNotSameAs(first);
        assertThat(DiscImages.at(10, 10, 4.5, SKY.deriveColor(0, 1, 1, 0.5)).image()).as("half as opaque")
                .isNotSameAs(first);
        assertThat(DiscImages.at(10, 10, 5.5, SKY).image()).as("larger").isNotSameAs(first);
        assertThat(DiscImages.at(10, 10, 9, SKY).image()).as("the same at scale 2").isNotSameAs(first);
    }

    @Test
    void on_a_canvas_in_a_window_a_disc_looks_as_on_a_sheet_for_a_file() {
        for (Place place : PLACES) {
            Image onScreen = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
                Canvas canvas = new Canvas(SIZE, SIZE);
                Pane pane = new Pane(canvas);
                pane.setStyle("-fx-background-color: transparent");
                Scene scene = new Scene(pane, SIZE, SIZE, Color.TRANSPARENT);
                new CanvasSheet(canvas.getGraphicsContext2D()).fillDisc(place.x(), place.y(), place.radius(), SKY);
                return scene.snapshot(null);
            });
            Image oval = oval(place, 1);

            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    assertThat(onScreen.getPixelReader().getColor(x, y).getOpacity())
                            .as("%s, pixel %d %d", place, x, y)
                            .isCloseTo(oval.getPixelReader().getColor(x, y).getOpacity(), within(NEAR));
                }
            }
        }
    }

    private static double opacity(DiscImages.Placed disc, int x, int y) {
        int column = x - (int) disc.left();
        int row = y - (int) disc.top();
        boolean inside = column >= 0 && row >= 0 && column < disc.image().getWidth() && row < disc.image().getHeight();
        return inside ? disc.image().getPixelReader().getColor(column, row).getOpacity() : 0;
    }

    /// A canvas in no window paints ovals.
    private static Image oval(Place place, double scale) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            Canvas canvas = new Canvas(SIZE * scale, SIZE * scale);
            new CanvasSheet(canvas.getGraphicsContext2D()).fillDisc(place.x() * scale, place.y() * scale,
                    place.radius() * scale, SKY);
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setFill(Color.TRANSPARENT);
            return canvas.snapshot(parameters, null);
        });
    }
}
