package dev.eventscope.desktop.causation;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.PaneOnScreen;
import dev.eventscope.desktop.causation.GraphReading.State;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.StreamAppend;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A large graph, all of it opened, in a window of 1600×900: what a frame costs when a person pans and zooms.
@ExtendWith(ApplicationExtension.class)
class GraphFramesTest {

    private static final int WIDTH = 1_600;
    private static final int HEIGHT = 900;
    private static final int FRAMES = 300;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Trials NODES = Trials.of("nodes of a graph", 600, 10_000);

    private static UUID root;

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private final WritableImage image = new WritableImage(WIDTH, HEIGHT);
    private CausationPane pane;
    private CausationViewModel model;

    @BeforeAll
    static void fill() {
        List<NewEvent> events = new ArrayList<>();
        List<StreamAppend> parts = new ArrayList<>();
        for (int i = 0; i < NODES.count(); i++) {
            UUID cause = i == 0 ? null : events.get(Math.max(0, i - 1 - NODES.random().nextInt(30))).id();
            NewEvent event = NewEvent.of("Type" + i % 9, Payload.json("{}")).causedBy(cause, null);
            events.add(event);
            parts.add(new StreamAppend(new StreamId("cat" + i % 5 + "-" + i), ExpectedVersion.any(), List.of(event)));
            if (parts.size() == 500 || i == NODES.count() - 1) {
                STORE.appender().append(new AppendRequest(UUID.randomUUID(), parts));
                parts.clear();
            }
        }
        root = events.getFirst().id();
    }

    @Start
    void start(Stage stage) {
        pane = PaneOnScreen.open(stage, workspace, CausationPane::new, WIDTH, HEIGHT);
        model = pane.model();
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        workspace.history().start("causationView");
        pane.shown();
    }

    @Test
    void a_frame_of_panning_costs_what_is_in_sight(FxRobot robot) {
        robot.interact(() -> workspace.selection()
                .event(STORE.reader().findEvent(root.toString()).orElseThrow().header()));
        await().atMost(Duration.ofMinutes(1)).until(() -> model.reading().stateProperty().get() == State.READY);
        robot.interact(() -> model.commands().openAll());
        await().atMost(Duration.ofMinutes(5)).until(() -> model.scene().plan().units().size() >= NODES.count());

        print("near", robot, frame -> model.viewport().pan(frame / 50 % 2 == 0 ? -23 : 23, frame % 2));
        robot.interact(() -> model.viewport().fitAll());
        print("far", robot, frame -> model.viewport().pan(frame / 20 % 2 == 0 ? -7 : 7, 0));
        print("zoom", robot, frame -> model.viewport().zoom(frame / 40 % 2 == 0 ? 1.1 : 1 / 1.1, 600, 400));

        List<Node> told = details(robot);
        robot.interact(() -> model.viewport().pan(-40, -20));
        assertThat(details(robot)).as("what is said of the event").isEqualTo(told);
    }

    private interface Move {
        void make(int frame);
    }

    private void print(String name, FxRobot robot, Move move) {
        double[] ms = new double[FRAMES];
        double[] cpuMs = new double[FRAMES];
        long[] painters = painters();
        GraphCanvas canvas = robot.lookup("#causationCanvas").queryAs(GraphCanvas.class);
        robot.interact(() -> {
            for (int frame = -60; frame < FRAMES; frame++) {
                long from = System.nanoTime();
                long cpuFrom = cpuNanos(painters);
                move.make(frame);
                canvas.paint();
                canvas.snapshot(new SnapshotParameters(), image);
                if (frame >= 0) {
                    ms[frame] = (System.nanoTime() - from) / 1e6;
                    cpuMs[frame] = (cpuNanos(painters) - cpuFrom) / 1e6;
                }
            }
        });
        Arrays.sort(ms);
        Arrays.sort(cpuMs);
        System.out.printf("%s, %s: p50 %.1f ms, p99 %.1f ms; of CPU, p50 %.1f ms, p99 %.1f ms%n", NODES, name,
                ms[FRAMES / 2], ms[FRAMES * 99 / 100], cpuMs[FRAMES / 2], cpuMs[FRAMES * 99 / 100]);
    }

    /// The threads that make a frame: what they take of the CPU is not made longer by what else the machine does.
    private static long[] painters() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("JavaFX Application")
                        || thread.getName().startsWith("QuantumRenderer"))
                .mapToLong(Thread::threadId).toArray();
    }

    private static long cpuNanos(long[] threads) {
        return Arrays.stream(threads).map(ManagementFactory.getThreadMXBean()::getThreadCpuTime).sum();
    }

    private static List<Node> details(FxRobot robot) {
        Pane box = robot.lookup("#causationDetail").queryAs(Pane.class);
        return box.getChildrenUnmodifiable().stream().map(Pane.class::cast)
                .flatMap(part -> part.getChildren().stream()).toList();
    }
}
