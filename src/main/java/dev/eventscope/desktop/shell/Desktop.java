package dev.eventscope.desktop.shell;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.connect.StoreRequest;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Session;

/// The entrance for `App`: a window, or its pictures.
public final class Desktop {

    private static final double WIDTH = 1_440;
    private static final double HEIGHT = 900;
    private static final double SMALLEST_WIDTH = 900;
    private static final double SMALLEST_HEIGHT = 600;

    private Desktop() {}

    /// Opens a window and waits until it is closed.
    ///
    /// Shape: `first` is opened at once; without it the window stands on the page where a store is chosen.
    /// Threads: blocks the calling thread, which is not the FX thread.
    public static void show(Parts parts, @Nullable StoreRequest first) {
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(() -> open(parts, first, closed));
        await(closed);
    }

    /// Renders every view to PNG files, without a window; on a machine without a display set `glass.platform=Headless`
    /// and `prism.order=sw` before.
    ///
    /// Shape: `onPicture` gets each picture when it is written. Answers all of them, Connect first.
    /// Errors: [dev.eventscope.store.StoreException] where the store cannot be opened.
    /// Threads: blocks the calling thread, which is not the FX thread.
    public static List<Tour.Picture> tour(Parts parts, StoreRequest store, Tour.Plan plan,
            Consumer<Tour.Picture> onPicture) {
        Tour tour = new Tour(parts, store, plan, onPicture);
        Platform.setImplicitExit(false);
        Platform.startup(tour::start);
        try {
            return tour.await();
        } finally {
            Platform.exit();
        }
    }

    private static void open(Parts parts, @Nullable StoreRequest first, CountDownLatch closed) {
        Theme.loadFonts();
        Shell shell = new Shell(parts);
        Scene scene = new Scene(shell.root(), WIDTH, HEIGHT);
        shell.inhabit(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        shell.workspace().sessionProperty().subscribe(session -> stage.setTitle(title(session)));
        stage.setOnHidden(_ -> {
            shell.close();
            Session session = shell.workspace().session();
            if (session != null) {
                session.store().close();
            }
            closed.countDown();
        });
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> shell.workspace().notices().error(failure));
        shell.start();
        stage.show();
        if (first != null) {
            shell.stores().open(first);
        }
    }

    private static String title(@Nullable Session session) {
        return session == null ? "Eventscope" : session.title() + " · Eventscope";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
