package dev.eventscope.desktop.inspector;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.fx.Views;
import dev.eventscope.desktop.inspector.InspectorViewModel.Content;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.JsonDiff;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;
import dev.eventscope.replay.whatif.Hypothesis;
import dev.eventscope.replay.whatif.StreamCopy;
import dev.eventscope.replay.whatif.StreamTooLong;
import dev.eventscope.replay.whatif.WhatIf;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.ChildProcess;

/// The inspector on hostile events, in a heap of 512 MB: says for each how long it was from the selection to the content,
/// how long the FX thread was busy at once, and what the state of its stream is.
public final class HostileMain {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private final AtomicLong longest = new AtomicLong();
    private long fxThread;
    private long painted;
    private Stage window;
    private InspectorViewModel model;

    public static void main(String[] arguments) throws Exception {
        ChildProcess.endWithParent();
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        new HostileMain().run(arguments);
        Runtime.getRuntime().halt(0);
    }

    private void run(String[] arguments) throws Exception {
        Database database = Database.open(ConnectionSpec.parse(arguments[0], "postgres"), Access.READ_ONLY,
                Passwords.none());
        ByteaReader reader = new ByteaReader(database);
        OpenStore store = new OpenStore(database, null, reader);
        Platform.startup(this::show);
        onFx(() -> workspace.open(new Session("hostile", "PostgreSQL", store)));
        var beat = Executors.newSingleThreadScheduledExecutor();
        beat.scheduleAtFixedRate(this::probe, 0, 5, TimeUnit.MILLISECONDS);
        for (int i = 1; i < arguments.length; i++) {
            EventHeader header = reader.findEvent(arguments[i]).orElseThrow().header();
            longest.set(0);
            long shown = select(header);
            TimeUnit.MILLISECONDS.sleep(200);
            System.out.println(
                    "inspected " + arguments[i] + " " + shown + " " + longest.get() / 1_000_000 + " " + painted);
            var state = new Replay(reader, Folds.approximate()).stateAt(new StreamId(arguments[i]), 1);
            System.out.println("state " + arguments[i] + " "
                    + state.map(found -> found.error() == null ? "folded" : found.error().message()).orElse("none"));
            System.out.println("travelled " + arguments[i] + " " + travel(reader, new StreamId(arguments[i])));
            System.gc();
        }
        System.out.println("alive");
    }

    /// What time travel does with it beyond the state: difference, blame, what-if.
    private static String travel(ByteaReader reader, StreamId stream) {
        Replay replay = new Replay(reader, Folds.approximate());
        StreamState state = replay.history(stream).at(1).orElseThrow().state();
        int changes = JsonDiff.between(Json.object(), state.state(), 1_000).size();
        int fields = replay.blame(stream, 1).orElseThrow().fields().size();
        return changes + " changes, " + fields + " fields, what-if " + suppose(reader, stream);
    }

    private static String suppose(ByteaReader reader, StreamId stream) {
        try {
            StreamCopy copy = StreamCopy.read(reader, stream);
            WhatIf made = WhatIf.of(copy, Hypothesis.NONE.leavingOut(1), Folds.approximate(), Folds.approximate());
            return made.steps().size() + " step";
        } catch (StreamTooLong e) {
            return "refused";
        }
    }

    private void show() {
        fxThread = Thread.currentThread().threadId();
        Theme.loadFonts();
        model = new InspectorViewModel(workspace);
        Stage stage = new Stage();
        window = stage;
        stage.setScene(new Scene(Views.load("inspector", new InspectorView(model, workspace, () -> {})), 400, 800));
        stage.show();
    }

    /// Milliseconds from the selection until the content is there.
    private long select(EventHeader header) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        AtomicReference<Content> before = new AtomicReference<>();
        long start = System.nanoTime();
        onFx(() -> {
            before.set(model.contentProperty().get());
            model.contentProperty().addListener((_, _, content) -> {
                if (content != null && content.event().id().equals(header.id())) {
                    there.countDown();
                }
            });
            model.problemProperty().addListener((_, _, problem) -> {
                if (!problem.isEmpty()) {
                    System.out.println("problem " + problem);
                }
            });
            workspace.selection().event(header);
            afterNextFrame(() -> painted = (System.nanoTime() - start) / 1_000_000);
        });
        if (!there.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(header.id() + " is not shown");
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    /// After the first frame in which the header of the selected event stands.
    private void afterNextFrame(Runnable then) {
        Scene scene = window.getScene();
        Runnable[] once = new Runnable[1];
        once[0] = () -> {
            scene.removePostLayoutPulseListener(once[0]);
            then.run();
        };
        scene.addPostLayoutPulseListener(once[0]);
        Platform.requestNextPulse();
    }

    /// How much the FX thread works between two beats that it answers: what it does at once, on a busy machine too.
    private void probe() {
        long before = THREADS.getThreadCpuTime(fxThread);
        CountDownLatch answered = new CountDownLatch(1);
        Platform.runLater(answered::countDown);
        try {
            answered.await();
        } catch (InterruptedException e) {
            return;
        }
        longest.accumulateAndGet(THREADS.getThreadCpuTime(fxThread) - before, Math::max);
    }

    private static void onFx(Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            work.run();
            done.countDown();
        });
        done.await();
    }
}
