package dev.eventscope.desktop.fx;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/// Many requests, one run: however often it is asked for between two turns of the FX thread, the task runs once.
///
/// Threads: [#request()] from any thread; the task runs on the FX thread.
public final class Pulse {

    private final Executor fx;
    private final Runnable task;
    private final AtomicBoolean requested = new AtomicBoolean();

    public Pulse(Runnable task) {
        this(Platform::runLater, task);
    }

    Pulse(Executor fx, Runnable task) {
        this.fx = fx;
        this.task = task;
    }

    public void request() {
        if (requested.compareAndSet(false, true)) {
            fx.execute(this::run);
        }
    }

    private void run() {
        requested.set(false);
        task.run();
    }
}
