package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// A table that holds a window of a list of 3,000 numbers: what is on screen stays where it is, to the pixel, when pages come
/// and go at either end of the window, and the whole list can be scrolled through.
///
/// Shape: a page is asked for while the table scrolls, and comes a few scrolls later.
@ExtendWith(ApplicationExtension.class)
class ScrollEndsTest {

    private static final int ALL = 3_000;
    private static final int PAGE = 100;
    private static final int MOST = 300;
    private static final double ROW = 24;

    private final RowWindow<Integer, Integer> window = new RowWindow<>(row -> row, MOST);
    private TableView<Integer> table;
    private boolean wantsBefore;
    private boolean wantsMore;

    @Start
    void start(Stage stage) {
        table = new TableView<>();
        TableColumn<Integer, Integer> column = new TableColumn<>("number");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        table.getColumns().add(column);
        table.setFixedCellSize(ROW);
        table.setItems(window.rows());
        stage.setScene(new Scene(table, 300, 24 + 20 * ROW + 10));
        stage.show();
    }

    @Test
    void what_is_on_screen_stays_while_pages_come_and_go(FxRobot robot) {
        List<String> jumps = new ArrayList<>();

        robot.interact(() -> {
            watch();
            jumps.addAll(jumps());
        });

        assertThat(jumps).isEmpty();
    }

    /// The seeded bug: pages are read as before, but nothing keeps the place.
    @Test
    void the_check_sees_rows_that_jump(FxRobot robot) {
        List<String> jumps = new ArrayList<>();

        robot.interact(() -> {
            flow().positionProperty().addListener((_, _, _) -> {
                wantsBefore = first() < 40;
                wantsMore = first() > window.rows().size() - 60;
            });
            jumps.addAll(jumps());
        });

        assertThat(jumps).isNotEmpty();
    }

    @Test
    void the_whole_list_is_reached_at_both_ends_and_little_of_it_is_held(FxRobot robot) {
        List<Integer> ends = new ArrayList<>();

        robot.interact(() -> {
            watch();
            show(1_400);
            ends.add(walk(700, ALL - 1));
            ends.add(walk(-700, 0));
        });

        assertThat(ends).containsExactly(ALL - 1, 0);
        assertThat(window.isAtStart()).isTrue();
        assertThat(window.rows().size()).isLessThanOrEqualTo(MOST + PAGE);
    }

    @Test
    void single_rows_that_come_and_go_move_nothing_else(FxRobot robot) {
        List<String> tops = new ArrayList<>();

        robot.interact(() -> {
            watch();
            show(0);
            flow().scrollPixels(7);
            for (Runnable change : List.<Runnable>of(() -> {}, () -> window.rows().add(10, -1),
                    () -> window.rows().remove(5), () -> window.rows().add(ALL))) {
                change.run();
                settle();
                tops.add(top());
            }
        });

        assertThat(tops).containsOnly("50 hidden by 7");
    }

    @Test
    void the_end_of_a_list_that_grows_stays_where_it_is(FxRobot robot) {
        List<String> tops = new ArrayList<>();

        robot.interact(() -> {
            watch();
            show(0);
            flow().scrollPixels(100_000);
            settle();
            tops.add(top());
            window.rows().addAll(List.of(ALL, ALL + 1, ALL + 2));
            settle();
            tops.add(top());
        });

        assertThat(tops.getFirst()).isEqualTo(tops.getLast()).startsWith("7");
    }

    private void watch() {
        ScrollEnds.watch(table, () -> wantsBefore = true, () -> wantsMore = true);
    }

    /// Scrolls about by a seeded walk, and tells where a page that came changed what is on screen.
    private List<String> jumps() {
        Trials trials = Trials.of("browse-scroll", 150, 3_000);
        Random random = trials.random();
        List<String> jumps = new ArrayList<>();
        show(1_400);
        double drift = 300;
        for (int i = 0; i < trials.count(); i++) {
            if (i % 30 == 0) {
                drift = -drift;
            }
            double by = drift + random.nextInt(-200, 200);
            flow().scrollPixels(by);
            settle();
            if (random.nextInt(3) == 0) {
                String before = top();
                boolean came = deliver();
                settle();
                if (came && !top().equals(before)) {
                    jumps.add(before + " became " + top() + " in scroll " + i);
                }
            }
        }
        return jumps;
    }

    /// The row at the edge of the screen where a walk that way ends.
    private int walk(double by, int end) {
        int edge = -1;
        for (int i = 0; i < 400 && edge != end; i++) {
            flow().scrollPixels(by);
            settle();
            deliver();
            settle();
            edge = item(by > 0 ? flow().getLastVisibleCell() : flow().getFirstVisibleCell());
        }
        return edge;
    }

    private void show(int from) {
        window.show(page(from, from + PAGE), from == 0, false);
        settle();
        table.scrollTo(50);
        settle();
    }

    /// The page that is wanted, at the start before that at the end; false where none is, or nothing lies there.
    private boolean deliver() {
        boolean before = wantsBefore && !window.isAtStart();
        boolean more = wantsMore && !window.isAtEnd();
        wantsBefore = false;
        wantsMore = false;
        if (before) {
            int to = window.rows().getFirst();
            window.prepend(page(Math.max(0, to - PAGE), to));
        } else if (more) {
            int from = window.rows().getLast() + 1;
            window.append(page(from, Math.min(ALL, from + PAGE)));
        }
        return before || more;
    }

    private static RowWindow.Page<Integer, Integer> page(int from, int to) {
        return new RowWindow.Page<>(IntStream.range(from, to).boxed().toList(), from, to - 1,
                from == 0 || to == ALL);
    }

    /// The first row on screen, and how much of it is hidden.
    private String top() {
        IndexedCell<?> cell = flow().getFirstVisibleCell();
        double hidden = -cell.getLayoutY();
        int row = item(cell) + (hidden >= ROW ? 1 : 0);
        return row + " hidden by " + Math.round(hidden % ROW);
    }

    private int first() {
        IndexedCell<?> cell = flow().getFirstVisibleCell();
        return cell == null ? 0 : cell.getIndex();
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) table.lookup(".virtual-flow");
    }

    private static int item(IndexedCell<?> cell) {
        return (Integer) cell.getItem();
    }

    /// What the next frame would do.
    private void settle() {
        table.applyCss();
        table.layout();
    }
}
