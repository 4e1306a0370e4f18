package dev.eventscope.desktop.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.browse.BrowsePane;
import dev.eventscope.desktop.shell.Parts;
import dev.eventscope.desktop.shell.ShellOnScreen;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.HeadName;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneName;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.event.EventHeader;
import dev.eventscope.testkit.TestStore;

import static dev.eventscope.desktop.shell.ShellOnScreen.press;
import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

/// Each key and each gesture of the timeline, in the window that has them.
@ExtendWith(ApplicationExtension.class)
class TimelineHandsTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final double NEARLY = 2_000;

    private static UUID paid;

    @TempDir
    static Path config;

    private ShellOnScreen screen;
    private TimelinePane pane;

    @BeforeAll
    static void write() {
        paid = Orders.writeTo(STORE.appender());
    }

    @Start
    void start(Stage stage) {
        Parts parts = new Parts(Clock.systemUTC(), (request, _) -> TestStore.open(STORE.spec(), request.access()),
                List.of(frame -> {
                    pane = new TimelinePane(frame);
                    return pane;
                }, BrowsePane::new), config, "ines");
        screen = ShellOnScreen.open(parts, stage);
    }

    @Stop
    void stop() {
        screen.close();
    }

    @BeforeEach
    void open(FxRobot robot) {
        robot.clickOn("#demoButton");
        until("the timeline is drawn", () -> model().supply().note().equals("30 events") && !marks().isEmpty());
        robot.interact(() -> pane.focus());
    }

    @Test
    void w_and_s_zoom_and_a_and_d_pan(FxRobot robot) {
        double length = length();

        press(robot, KeyCode.W);
        assertThat(length()).isLessThan(length);
        press(robot, KeyCode.S);
        assertThat(length()).isCloseTo(length, within(length / 1_000));

        press(robot, KeyCode.W);
        double from = sight().from();
        press(robot, KeyCode.D);
        assertThat(sight().from()).isGreaterThan(from);
        press(robot, KeyCode.A);
        assertThat(sight().from()).isCloseTo(from, within(NEARLY));
    }

    @Test
    void the_wheel_zooms_at_the_pointer_with_ctrl_or_without_and_sideways_pans(FxRobot robot) {
        double x = 600;
        for (boolean ctrl : new boolean[]{false, true}) {
            double held = model().coordinateAt(x);
            double length = length();
            robot.interact(() -> canvas(robot).fireEvent(scroll(robot, x, 0, 120, false, ctrl)));
            assertThat(length()).as("nearer").isLessThan(length);
            assertThat(model().coordinateAt(x)).as("what is at the pointer stays").isCloseTo(held, within(NEARLY));
        }

        double from = sight().from();
        robot.interact(() -> canvas(robot).fireEvent(scroll(robot, x, -60, 0, false, false)));
        double right = sight().from();
        assertThat(right).as("a touchpad moves sideways").isGreaterThan(from);
        robot.interact(() -> canvas(robot).fireEvent(scroll(robot, x, 0, 60, true, false)));
        assertThat(sight().from()).as("so does the wheel with Shift").isCloseTo(from, within(NEARLY));
    }

    @Test
    void two_fingers_zoom_at_the_place_between_them(FxRobot robot) {
        double held = model().coordinateAt(500);
        double length = length();

        robot.interact(() -> canvas(robot).fireEvent(pinch(robot, 500, 2)));

        assertThat(length()).isLessThan(length);
        assertThat(model().coordinateAt(500)).isCloseTo(held, within(NEARLY));
    }

    @Test
    void a_drag_pans(FxRobot robot) {
        press(robot, KeyCode.W);
        double y = canvas(robot).getHeight() - 20;
        double held = model().coordinateAt(700);

        drag(robot, 700, y, 600, y);

        assertThat(model().coordinateAt(600)).isCloseTo(held, within(NEARLY));
    }

    @Test
    void the_minimap_is_brushed_moved_and_gripped(FxRobot robot) {
        double plotLeft = model().drawing().area().plotLeft();
        double from = model().minimapAt(plotLeft + 100);
        double to = model().minimapAt(plotLeft + 200);
        robot.interact(model().commands()::goToNewest);
        press(robot, KeyCode.W);
        press(robot, KeyCode.W);
        press(robot, KeyCode.W);
        press(robot, KeyCode.W);

        drag(robot, plotLeft + 100, 20, plotLeft + 200, 20);
        assertThat(sight().from()).as("a drag outside the frame shows that stretch").isCloseTo(from,
                within(from / 1e9));
        assertThat(sight().to()).isCloseTo(to, within(to / 1e9));

        double frameTo = model().drawing().minimap().viewTo();
        double length = length();
        drag(robot, frameTo, 20, frameTo + 60, 20);
        assertThat(length()).as("a grip moves one edge").isGreaterThan(length);

        double middle = model().coordinateAt(700);
        double frame = (model().drawing().minimap().viewFrom() + model().drawing().minimap().viewTo()) / 2;
        drag(robot, frame, 20, frame + 30, 20);
        assertThat(model().coordinateAt(700)).as("the frame itself is moved").isGreaterThan(middle);
    }

    @Test
    void f_centres_and_again_f_shows_the_whole_correlation(FxRobot robot) {
        select(robot);
        robot.interact(() -> model().commands().pan(250));
        double off = Math.abs(selected().x() - centre());

        press(robot, KeyCode.F);
        assertThat(Math.abs(selected().x() - centre())).isLessThan(Math.min(off, 3));
        press(robot, KeyCode.F);
        assertThat(heads().getFirst()).startsWith("Correlation");
        assertThat(selected().x()).isBetween(model().drawing().area().plotLeft(), canvas(robot).getWidth());
        assertThat(length()).isLessThan(60e6);
    }

    @Test
    void brackets_walk_causes_and_comma_stop_j_and_k_walk_lanes(FxRobot robot) {
        select(robot);

        press(robot, KeyCode.OPEN_BRACKET);
        until("the cause", () -> type().equals("Placed"));
        press(robot, KeyCode.CLOSE_BRACKET);
        until("the effect", () -> type().equals("Paid"));
        press(robot, KeyCode.PERIOD);
        until("the next in the lane", () -> type().equals("Shipped"));
        press(robot, KeyCode.COMMA);
        until("the one before", () -> type().equals("Paid"));
        String lane = stream();
        press(robot, KeyCode.J);
        until("a lane below", () -> !stream().equals(lane));
        press(robot, KeyCode.K);
        until("and back", () -> stream().equals(lane));
    }

    @Test
    void p_pins_on_top_and_alt_arrows_and_a_drag_order_the_lanes(FxRobot robot) {
        select(robot);
        press(robot, KeyCode.P);
        assertThat(heads()).startsWith("Pinned");
        assertThat(lanes().getFirst()).isEqualTo("order-2");

        robot.interact(() -> model().lanes().pin("mail-6"));
        assertThat(lanes()).startsWith("order-2", "mail-6");
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        assertThat(lanes()).startsWith("mail-6", "order-2");
        robot.push(KeyCode.ALT, KeyCode.UP);
        assertThat(lanes()).startsWith("order-2", "mail-6");

        LaneName first = names().get(0);
        LaneName second = names().get(1);
        drag(robot, 60, second.y() + 15, 60, first.y() + 15);
        assertThat(lanes()).startsWith("mail-6", "order-2");

        press(robot, KeyCode.P);
        assertThat(lanes().getFirst()).as("the pointer is on the first name").isEqualTo("order-2");
    }

    @Test
    void lanes_are_ordered_by_name_and_collapsed_to_categories(FxRobot robot) {
        menuItem(robot, "lanesNameItem", RadioMenuItem.class).fire();
        robot.interact(() -> {});
        List<String> shown = lanes().stream().filter(name -> name.contains("-")).toList();
        assertThat(shown).isSorted().isNotEmpty();

        robot.push(KeyCode.SHIFT, KeyCode.C);
        assertThat(heads()).containsExactly("Categories");
        assertThat(lanes()).containsExactlyInAnyOrder("order", "stock", "mail");
        robot.push(KeyCode.SHIFT, KeyCode.C);
        assertThat(lanes()).containsAll(shown);
    }

    @Test
    void a_group_is_closed_by_a_click_on_its_head(FxRobot robot) {
        HeadName head = (HeadName) model().drawing().names().stream().filter(HeadName.class::isInstance).findFirst()
                .orElseThrow();
        int before = lanes().size();

        click(robot, 60, head.y() + 12);

        assertThat(lanes().size()).isLessThan(before);
    }

    @Test
    void a_range_is_marked_in_the_ruler_shown_alone_by_z_and_left_by_breadcrumb_and_esc(FxRobot robot) {
        Span whole = sight();
        double from = model().coordinateAt(300);
        double to = model().coordinateAt(450);

        drag(robot, 300, 70, 450, 70);
        assertThat(sight()).as("a preview moves nothing").isEqualTo(whole);
        assertThat(model().drawing().ruler().range().label()).contains("event", "Z shows them alone");
        press(robot, KeyCode.Z);
        assertThat(sight().from()).isCloseTo(from, within(NEARLY));
        assertThat(sight().to()).isCloseTo(to, within(NEARLY));
        assertThat(screen.visible("#crumbBar")).isTrue();

        drag(robot, 450, 70, 700, 70);
        press(robot, KeyCode.Z);
        assertThat(model().trail().steps()).hasSize(3);
        press(robot, KeyCode.ESCAPE);
        assertThat(model().trail().steps()).hasSize(2);
        assertThat(sight().from()).isCloseTo(from, within(NEARLY));

        robot.clickOn("#crumb0Button");
        assertThat(sight().from()).isCloseTo(whole.from(), within(NEARLY));
        assertThat(screen.visible("#crumbBar")).isFalse();
    }

    @Test
    void shift_and_a_drag_draw_a_box_that_is_zoomed_into(FxRobot robot) {
        double from = model().coordinateAt(400);
        double to = model().coordinateAt(650);

        shiftDrag(robot);
        assertThat(canvas(robot).lookup("#timelineBox").isVisible()).isTrue();
        robot.interact(() -> canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_RELEASED, 650, 300)));

        assertThat(canvas(robot).lookup("#timelineBox").isVisible()).isFalse();
        assertThat(sight().from()).isCloseTo(from, within(NEARLY));
        assertThat(sight().to()).isCloseTo(to, within(NEARLY));

        Span before = sight();
        shiftDrag(robot);
        press(robot, KeyCode.ESCAPE);
        robot.interact(() -> canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_RELEASED, 650, 300)));
        assertThat(sight()).as("Esc gives the box up").isEqualTo(before);
    }

    @Test
    void back_and_forward_restore_the_exact_view(FxRobot robot) {
        select(robot);
        robot.interact(() -> model().lanes().pin("mail-6"));
        drag(robot, 450, 70, 700, 70);
        press(robot, KeyCode.Z);
        Span near = sight();
        List<String> lanes = lanes();
        String selected = type();

        press(robot, KeyCode.DIGIT2);
        until("another view", () -> screen.visible("#streamsView"));
        robot.interact(() -> {
            screen.workspace().selection().clear();
            model().commands().goToNewest();
            model().lanes().pin("mail-6");
        });
        robot.push(KeyCode.ALT, KeyCode.LEFT);

        until("back", () -> screen.visible("#timelineView"));
        assertThat(sight()).isEqualTo(near);
        assertThat(lanes()).isEqualTo(lanes);
        assertThat(type()).isEqualTo(selected);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        until("before the range", () -> model().trail().isEmpty() && !sight().equals(near));
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        until("the range again", () -> sight().equals(near) && model().trail().steps().size() == 2);
    }

    @Test
    void the_card_stands_within_a_frame_and_the_causal_path_is_lit(FxRobot robot) {
        select(robot);
        press(robot, KeyCode.HOME);
        Mark mark = selected();

        robot.moveTo(at(robot, mark.x(), yOf(mark)));
        until("the card", () -> canvas(robot).lookup(".hover-card").isVisible());

        assertThat(model().hover().cardProperty().get().title()).isEqualTo("Paid");
        assertThat(model().drawing().links()).anyMatch(Drawing.Link::lit);
        assertThat(marks()).anyMatch(other -> other.tone() == Tone.DIMMED).anyMatch(Mark::hovered);
        robot.interact(() -> {
            model().hover(model().hover().hitAt(0, 0));
            model().hover(model().hover().hitAt(mark.x(), yOf(mark)));
            assertThat(canvas(robot).lookup(".hover-card").isVisible()).as("in the same frame, without a read")
                    .isTrue();
        });
    }

    @Test
    void g_shows_and_folds_idle_time(FxRobot robot) {
        press(robot, KeyCode.HOME);
        int folded = model().drawing().ruler().folds().size();

        press(robot, KeyCode.G);
        assertThat(model().drawing().ruler().folds()).isEmpty();
        press(robot, KeyCode.G);
        assertThat(folded).isPositive();
        assertThat(model().drawing().ruler().folds()).hasSize(folded);
    }

    @Test
    void l_pauses_and_goes_on(FxRobot robot) {
        press(robot, KeyCode.L);
        assertThat(screen.workspace().tail().liveProperty().get()).isFalse();
        press(robot, KeyCode.L);
        assertThat(screen.workspace().tail().liveProperty().get()).isTrue();
    }

    @Test
    void a_filter_hides_and_with_shift_f_dims_what_it_does_not_let_through(FxRobot robot) {
        robot.interact(() -> pane.filter("type:Paid"));
        until("hidden", () -> model().supply().note().equals("6 of 30 events"));
        assertThat(marks()).allMatch(mark -> mark.tone() == Tone.PLAIN);

        robot.push(KeyCode.SHIFT, KeyCode.F);
        until("dimmed", () -> marks().stream().anyMatch(mark -> mark.tone() == Tone.DIMMED));
        assertThat(model().supply().note()).isEqualTo("6 of 30 events");
        assertThat(marks()).anyMatch(mark -> mark.tone() == Tone.PLAIN);
        assertThat(menuItem(robot, "filterDimsItem", CheckMenuItem.class).isSelected()).isTrue();
    }

    @Test
    void the_menu_of_a_lane_filters_by_it(FxRobot robot) {
        LaneName name = names().stream().filter(lane -> !lane.shared()).findFirst().orElseThrow();

        robot.rightClickOn(at(robot, 60, name.y() + 15));
        robot.clickOn("Leave this stream out");

        until("left out", () -> !lanes().contains(name.title()));
        assertThat(model().choices().filter().text()).isEqualTo("-stream:" + name.title());
    }

    @Test
    void ctrl_e_saves_what_is_seen_with_its_legend(FxRobot robot, @TempDir Path folder) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.E);
        until("PNG and SVG are offered", () -> robot.lookup("#timelineExportButton").queryAs(MenuButton.class)
                .isShowing());
        press(robot, KeyCode.ESCAPE);
        Path svg = folder.resolve("timeline.svg");
        Path png = folder.resolve("timeline.png");

        robot.interact(() -> ((TimelineCanvas) canvas(robot)).picture().writeSvg(svg));
        robot.interact(() -> ((TimelineCanvas) canvas(robot)).picture().writePng(png));

        assertThat(Files.readString(svg)).startsWith("<?xml").contains(">order-6</text>", ">Shipped</text>",
                ">failed step</text>", ">caused by an event</text>", "<title>Timeline, 30 events</title>")
                .doesNotContainPattern("<text(?![^>]*textLength=\"[1-9])");
        assertThatCode(() -> DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile()))
                .doesNotThrowAnyException();
        Image image = new Image(png.toUri().toString());
        assertThat(image.getWidth()).isEqualTo(2 * Math.floor(canvas(robot).getWidth()));
        assertThat(image.getHeight()).isGreaterThan(2 * Math.floor(canvas(robot).getHeight()));
    }

    @Test
    void m_marks_and_shift_m_notes_and_both_are_found_again_after_a_restart(FxRobot robot) {
        select(robot);
        press(robot, KeyCode.M);
        until("a flag", () -> model().flags().size() == 1 && model().flags().getFirst().x() == selected().x());
        press(robot, KeyCode.M);
        until("no flag", () -> model().flags().isEmpty() && screen.workspace().marks().all().isEmpty());

        robot.push(KeyCode.SHIFT, KeyCode.M);
        until("the note is asked for", () -> screen.visible("#noteDialog"));
        robot.write("look here");
        press(robot, KeyCode.ENTER);
        until("marked", () -> !screen.visible("#noteDialog") && model().flags().size() == 1);
        Mark mark = selected();
        robot.moveTo(at(robot, mark.x(), yOf(mark)));
        until("the card tells the note", () -> model().hover().cardProperty().get() != null
                && model().hover().cardProperty().get().more().contains("look here"));

        robot.interact(() -> {
            screen.close();
            start((Stage) canvas(robot).getScene().getWindow());
        });
        open(robot);
        until("the mark is known again", () -> screen.workspace().marks().all().size() == 1);
        if (screen.visible("#unfoldSideButton")) {
            robot.clickOn("#unfoldSideButton");
        }
        robot.clickOn(robot.lookup("#markRows .side-row").<Node>query());
        until("the event is selected", () -> type().equals("Paid") && model().flags().size() == 1);
    }

    @Test
    void ctrl_l_copies_a_link_that_the_omnibox_opens_again(FxRobot robot) {
        select(robot);
        robot.interact(() -> pane.filter("-type:Sent"));
        until("filtered", () -> model().supply().note().equals("24 of 30 events"));
        drag(robot, 300, 70, 450, 70);
        press(robot, KeyCode.Z);
        Span near = sight();

        robot.push(KeyCode.CONTROL, KeyCode.L);
        AtomicReference<String> link = new AtomicReference<>("");
        robot.interact(() -> link.set(Clipboard.getSystemClipboard().getString()));
        assertThat(link.get()).startsWith("eventscope:demo#timelineView?").contains("event=" + paid);

        robot.interact(() -> screen.workspace().open(null));
        robot.clickOn("#demoButton");
        until("open again", () -> model().supply().note().equals("30 events"));
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.interact(() -> robot.lookup("#omniboxField").queryTextInputControl().setText(link.get()));
        until("offered", () -> screen.visible("#omniboxList"));
        robot.push(KeyCode.ENTER);

        until("the event", () -> type().equals("Paid"));
        until("the filter", () -> model().supply().note().equals("24 of 30 events"));
        until("the range", () -> Math.abs(sight().from() - near.from()) < 2 * NEARLY
                && Math.abs(sight().to() - near.to()) < 2 * NEARLY);
    }

    @Test
    void nothing_is_lost_when_the_canvas_changes_its_size(FxRobot robot) {
        select(robot);
        robot.interact(() -> model().lanes().pin("mail-6"));
        drag(robot, 450, 70, 700, 70);
        press(robot, KeyCode.Z);
        double from = sight().from();

        double width = canvas(robot).getWidth();
        fire(robot, "#unfoldSideButton");
        until("narrower", () -> canvas(robot).getWidth() < width);
        fire(robot, "#foldSideButton");
        until("as wide as before", () -> canvas(robot).getWidth() == width);

        assertThat(sight().from()).isCloseTo(from, within(NEARLY));
        assertThat(heads()).startsWith("Pinned");
        assertThat(type()).isEqualTo("Paid");
        assertThat(model().trail().steps()).hasSize(2);
    }

    /// Without the pointer, which may miss a bar that is still moving.
    private static void fire(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryButton().fire());
    }

    private TimelineViewModel model() {
        return pane.model();
    }

    private void select(FxRobot robot) {
        EventHeader event = STORE.reader().findEvent(paid.toString()).orElseThrow().header();
        robot.interact(() -> screen.workspace().selection().event(event));
        until("the event is in sight", () -> marks().stream().anyMatch(Mark::selected));
        robot.interact(() -> pane.focus());
    }

    private Span sight() {
        return Span.between(model().coordinateAt(model().drawing().area().plotLeft()),
                model().coordinateAt(model().drawing().area().width()));
    }

    private double length() {
        return sight().to() - sight().from();
    }

    private double centre() {
        return (model().drawing().area().plotLeft() + model().drawing().area().width()) / 2;
    }

    private List<Mark> marks() {
        return model().drawing().lanes().stream().flatMap(lane -> lane.marks().stream()).toList();
    }

    private Mark selected() {
        return marks().stream().filter(Mark::selected).findFirst().orElseThrow();
    }

    private double yOf(Mark mark) {
        return model().drawing().lanes().stream().filter(lane -> lane.marks().contains(mark)).findFirst()
                .orElseThrow().y();
    }

    private String type() {
        return screen.selectedType();
    }

    private String stream() {
        return screen.workspace().selection().get().stream().name();
    }

    private List<LaneName> names() {
        return model().drawing().names().stream().filter(LaneName.class::isInstance).map(LaneName.class::cast).toList();
    }

    private List<String> lanes() {
        return names().stream().map(LaneName::title).toList();
    }

    private List<String> heads() {
        return model().drawing().names().stream().filter(HeadName.class::isInstance)
                .map(row -> ((HeadName) row).title())
                .toList();
    }

    private static Region canvas(FxRobot robot) {
        return robot.lookup("#timelineCanvas").queryAs(Region.class);
    }

    private static Point2D at(FxRobot robot, double x, double y) {
        return canvas(robot).localToScreen(x, y);
    }

    private static void click(FxRobot robot, double x, double y) {
        robot.clickOn(at(robot, x, y));
    }

    /// Presses and moves, and does not let go.
    private static void hold(FxRobot robot, double fromX, double fromY, double toX, double toY) {
        robot.moveTo(at(robot, fromX, fromY)).press(MouseButton.PRIMARY)
                .moveTo(at(robot, (fromX + toX) / 2, (fromY + toY) / 2)).moveTo(at(robot, toX, toY));
    }

    private static void drag(FxRobot robot, double fromX, double fromY, double toX, double toY) {
        hold(robot, fromX, fromY, toX, toY);
        robot.release(MouseButton.PRIMARY);
    }

    /// The headless robot's mouse knows no Shift.
    private static void shiftDrag(FxRobot robot) {
        robot.interact(() -> {
            canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_PRESSED, 400, 150));
            canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_DRAGGED, 500, 200));
            canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_DRAGGED, 650, 300));
        });
    }

    private static MouseEvent mouse(FxRobot robot, EventType<MouseEvent> type, double x, double y) {
        Point2D inScene = canvas(robot).localToScene(x, y);
        return new MouseEvent(type, inScene.getX(), inScene.getY(), inScene.getX(), inScene.getY(),
                MouseButton.PRIMARY, 1, true, false, false, false, true, false, false, false, false, true, null);
    }

    private static <T> T menuItem(FxRobot robot, String id, Class<T> kind) {
        return robot.lookup("#lanesMenu").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> id.equals(item.getId())).map(kind::cast).findFirst().orElseThrow();
    }

    private static ScrollEvent scroll(FxRobot robot, double x, double deltaX, double deltaY, boolean shift,
            boolean ctrl) {
        Point2D inScene = canvas(robot).localToScene(x, 300);
        return new ScrollEvent(ScrollEvent.SCROLL, inScene.getX(), inScene.getY(), inScene.getX(), inScene.getY(),
                shift, ctrl, false, false, false, false, deltaX, deltaY, deltaX, deltaY,
                ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null);
    }

    private static ZoomEvent pinch(FxRobot robot, double x, double factor) {
        Point2D inScene = canvas(robot).localToScene(x, 300);
        return new ZoomEvent(ZoomEvent.ZOOM, inScene.getX(), inScene.getY(), inScene.getX(), inScene.getY(), false,
                false, false, false, false, false, factor, factor, null);
    }
}
