package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import impl.org.controlsfx.skin.AutoCompletePopup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.browse.BrowsePane;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.testkit.TestStore;

import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;

/// The Streams view as a person uses it: lists that page, stand still and are filtered, saved, copied from.
@ExtendWith(ApplicationExtension.class)
class BrowseWalkTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    Path config;

    private ShellOnScreen screen;

    @BeforeAll
    static void write() {
        Story.writeTo(STORE.appender());
        for (int i = 0; i < 700; i++) {
            Story.append(STORE.appender(), new StreamId(String.format("order-%04d", i)), "OrderPlaced",
                    List.of("{\"total\":" + i + "}"));
        }
    }

    @Start
    void start(Stage stage) {
        Parts parts = new Parts(Clock.systemUTC(), (request, _) -> TestStore.open(STORE.spec(), request.access()),
                List.of(BrowsePane::new), config, "ines");
        screen = ShellOnScreen.open(parts, stage);
    }

    @Stop
    void stop() {
        screen.shell().close();
    }

    @Test
    void the_list_of_streams_goes_to_its_end_and_its_beginning(FxRobot robot) {
        open(robot);
        TableView<?> streams = robot.lookup("#streamTable").queryTableView();

        robot.interact(() -> streams.requestFocus());
        robot.push(KeyCode.END);
        until("the end of the list is shown", () -> name(streams, streams.getItems().size() - 1).startsWith("sync-"));
        robot.push(KeyCode.HOME);
        until("its beginning is shown", () -> name(streams, 0).compareTo("content-") < 0);
    }

    @Test
    void what_is_new_is_counted_and_taken_in_by_a_click_or_a_key(FxRobot robot) {
        open(robot);
        TableView<?> streams = robot.lookup("#streamTable").queryTableView();
        robot.interact(() -> streams.scrollTo(100));
        until("it is scrolled", () -> top(streams) == 100);
        String onTop = name(streams, 100);

        Story.append(STORE.appender(), new StreamId("a-" + System.nanoTime()), "Opened", List.of("{}"));
        robot.interact(() -> screen.shell().workspace().tail().ask());
        until("it is counted", () -> screen.visible("#newStreamsButton"));
        assertThat(name(streams, top(streams))).isEqualTo(onTop);

        robot.interact(() -> robot.lookup("#newStreamsButton").queryButton().fire());
        until("it has come", () -> !screen.visible("#newStreamsButton") && name(streams, 0).startsWith("a-"));
        assertThat(screen.shell().workspace().tail().liveProperty().get()).isTrue();

        Story.append(STORE.appender(), new StreamId("a-" + System.nanoTime()), "Opened", List.of("{}"));
        robot.interact(() -> screen.shell().workspace().tail().ask());
        until("the next is counted", () -> screen.visible("#newStreamsButton"));
        robot.interact(() -> streams.requestFocus());
        robot.push(KeyCode.L);
        until("L takes it in", () -> !screen.visible("#newStreamsButton") && name(streams, 1).startsWith("a-"));
        assertThat(screen.shell().workspace().tail().liveProperty().get()).as("and does not pause").isTrue();
    }

    @Test
    void new_events_below_the_screen_are_counted_and_move_nothing(FxRobot robot) {
        StreamId stream = new StreamId("content-long-" + System.nanoTime());
        Story.append(STORE.appender(), stream, "ContentUpdated", Collections.nCopies(60, "{}"));
        open(robot);
        robot.interact(() -> screen.shell().workspace().selection().stream(stream));
        until("its events are listed", () -> screen.rows("#eventTable") == 60);
        TableView<?> events = robot.lookup("#eventTable").queryTableView();
        robot.interact(() -> events.scrollTo(20));
        until("it is scrolled", () -> top(events) == 20);

        Story.append(STORE.appender(), stream, "ContentUpdated", List.of("{}", "{}"));
        robot.interact(() -> screen.shell().workspace().tail().ask());
        until("they are counted", () -> screen.visible("#newEventsButton"));

        assertThat(robot.lookup("#newEventsButton").queryButton().getText()).isEqualTo("2 new");
        assertThat(top(events)).isEqualTo(20);
        robot.interact(() -> events.scrollTo(61));
        until("and seen", () -> !screen.visible("#newEventsButton"));
        Story.append(STORE.appender(), stream, "ContentUpdated", List.of("{}"));
        robot.interact(() -> screen.shell().workspace().tail().ask());
        until("the next is there", () -> screen.rows("#eventTable") == 63);
    }

    @Test
    void a_filter_is_saved_under_a_name_and_found_in_the_side_bar(FxRobot robot) {
        open(robot);
        type(robot, "type:StepFailed");
        until("it has found the saga", () -> screen.rows("#streamTable") == 1);

        robot.interact(() -> robot.lookup("#streamFilterSaveButton").queryButton().fire());
        robot.interact(() -> robot.lookup("#filterNameField").queryAs(TextField.class).setText("Failed steps"));
        robot.interact(() -> robot.lookup("#filterNameSaveButton").queryButton().fire());
        type(robot, "");
        robot.interact(() -> robot.lookup("#unfoldSideButton").queryButton().fire());
        until("all are back", () -> screen.rows("#streamTable") > 1);

        assertThat(screen.shell().workspace().saved().all()).extracting(saved -> saved.name())
                .containsExactly("Failed steps");
        robot.interact(() -> robot.lookup("#savedRows .side-row").queryButton().fire());
        until("it is in force again", () -> screen.rows("#streamTable") == 1);
    }

    @Test
    void a_wrong_filter_says_where_and_what_was_meant(FxRobot robot) {
        open(robot);

        type(robot, "order tpye:StepFailed");

        assertThat(robot.lookup(".filter-line .danger").queryLabeled().getText())
                .isEqualTo("column 7: unknown field 'tpye', did you mean 'type'?");
        robot.interact(() -> robot.lookup(".filter-line .danger").query().getOnMouseClicked().handle(null));
        assertThat(robot.lookup("#streamFilterField").queryAs(TextField.class).getCaretPosition()).isEqualTo(6);
    }

    @Test
    void what_was_typed_is_searched_and_an_offer_taken_where_a_key_goes_to_it(FxRobot robot) {
        open(robot);
        TextField field = robot.lookup("#streamFilterField").queryAs(TextField.class);
        robot.interact(field::requestFocus);

        robot.write("Step");
        until("types are offered", BrowseWalkTest::isOffered);
        robot.push(KeyCode.ENTER);
        until("offers have gone", () -> !isOffered());
        assertThat(field.getText()).isEqualTo("Step");

        robot.write("F");
        until("the type is offered", BrowseWalkTest::isOffered);
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        until("the offer is taken", () -> field.getText().equals("type:StepFailed"));
        until("and searched", () -> screen.rows("#streamTable") == 1);

        robot.interact(() -> field.setText(""));
        robot.write("cat");
        until("a field is offered", BrowseWalkTest::isOffered);
        robot.push(KeyCode.TAB);
        until("Tab takes the first", () -> field.getText().equals("category:"));
    }

    @Test
    void menus_copy_what_a_row_is(FxRobot robot) {
        open(robot);
        robot.interact(() -> screen.shell().workspace().selection().event(event(Story.SYNC, 3)));
        until("the events are shown", () -> screen.rows("#eventTable") == 3);

        assertThat(copied(robot, "#eventTable", "copyEventSqlItem"))
                .contains("where stream = 'sync-7f31'\n  and version = 3").endsWith(";");
        assertThat(copied(robot, "#eventTable", "copyEventIdItem")).isEqualTo(event(Story.SYNC, 3).id());
    }

    @Test
    void columns_are_chosen_and_stay_so(FxRobot robot) {
        open(robot);
        TableView<?> streams = robot.lookup("#streamTable").queryTableView();
        MenuButton chooser = robot.lookup("#streamColumnsButton").queryAs(MenuButton.class);

        robot.interact(chooser::show);
        CheckMenuItem activity = (CheckMenuItem) item(chooser.getItems(), "choose-activityColumn");
        robot.interact(() -> {
            activity.setSelected(false);
            activity.getOnAction().handle(null);
            chooser.hide();
        });

        assertThat(streams.getColumns()).extracting(column -> column.getId()).doesNotContain("activityColumn");
        assertThat(screen.shell().workspace().memory().get(screen.shell().workspace().session(),
                "streamsView.hiddenColumns").toString()).isEqualTo("[\"activityColumn\"]");
    }

    private static boolean isOffered() {
        return Window.getWindows().stream()
                .anyMatch(window -> window instanceof AutoCompletePopup<?> && window.isShowing());
    }

    private void open(FxRobot robot) {
        robot.interact(() -> robot.lookup("#demoButton").queryButton().fire());
        until("the streams are listed", () -> screen.rows("#streamTable") == 200);
    }

    private static void type(FxRobot robot, String filter) {
        TextField field = robot.lookup("#streamFilterField").queryAs(TextField.class);
        robot.interact(() -> {
            field.setText(filter);
            field.getOnAction().handle(null);
        });
    }

    private static EventHeader event(StreamId stream, long version) {
        return STORE.reader().readHeaders(EventQuery.forward(EventScope.stream(stream), 1)
                .in(EventRange.versions(version, version))).getFirst();
    }

    private static String name(TableView<?> streams, int row) {
        return row < 0 || row >= streams.getItems().size()
                ? ""
                : streams.getColumns().getFirst().getCellData(row).toString()
                        .replaceFirst("^.*?StreamSummary\\[stream=", "").replaceFirst(", category=.*$", "");
    }

    private static int top(TableView<?> table) {
        IndexedCell<?> first = ((VirtualFlow<?>) table.lookup(".virtual-flow")).getFirstVisibleCell();
        return first == null ? -1 : first.getIndex();
    }

    /// Opens the menu of the selected row and takes an item of it.
    private static String copied(FxRobot robot, String table, String itemId) {
        robot.interact(() -> {
            for (Node node : robot.lookup(table + " .table-row-cell").queryAll()) {
                if (node instanceof TableRow<?> row && row.isSelected()) {
                    ContextMenu menu = row.getContextMenu();
                    menu.show(row, 0, 0);
                    item(menu.getItems(), itemId).getOnAction().handle(null);
                    menu.hide();
                }
            }
        });
        String[] text = new String[1];
        robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }

    private static MenuItem item(List<MenuItem> items, String id) {
        return items.stream().filter(item -> id.equals(item.getId())).findFirst().orElseThrow();
    }
}
