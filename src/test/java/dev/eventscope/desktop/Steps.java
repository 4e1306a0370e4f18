package dev.eventscope.desktop;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;

/// Keeps tasks until a test runs them, so that it decides what happens when.
public final class Steps implements Executor {

    private final Deque<Runnable> tasks = new ConcurrentLinkedDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /// Runs everything, and what is added on the way; says whether there was anything.
    public boolean runAll() {
        boolean any = !tasks.isEmpty();
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
        return any;
    }
}
