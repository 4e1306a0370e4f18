package dev.eventscope.desktop.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.Steps;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.ReadCancelled;
import dev.eventscope.store.StoreUnreachable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BackgroundTest {

    private final Steps workers = new Steps();
    private final Steps fx = new Steps();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final Background background = Background.on(workers, fx, errors::add);

    @Test
    void an_answer_arrives_on_the_fx_thread() {
        Background.Line line = background.line();

        line.run(() -> "rows").then(shown::add);
        workers.runAll();

        assertThat(shown).isEmpty();
        assertThat(line.busyProperty().get()).isTrue();
        fx.runAll();
        assertThat(shown).containsExactly("rows");
        assertThat(line.busyProperty().get()).isFalse();
    }

    @Test
    void a_stale_answer_is_dropped() {
        Background.Line line = background.line();

        line.run(() -> "old").then(shown::add);
        workers.runAll();
        line.run(() -> "new").then(shown::add);
        workers.runAll();
        fx.runAll();

        assertThat(shown).containsExactly("new");
        assertThat(background.isIdle()).isTrue();
    }

    @Test
    void the_work_of_a_stale_question_is_cancelled() {
        Background.Line line = background.line();
        line.run(() -> {
            Cancellation.check();
            return "old";
        }).then(shown::add);

        line.run(() -> "new").then(shown::add);
        workers.runAll();
        fx.runAll();

        assertThat(shown).containsExactly("new");
        assertThat(errors).isEmpty();
    }

    @Test
    void lines_do_not_hinder_each_other() {
        background.line().run(() -> "left").then(shown::add);
        background.line().run(() -> "right").then(shown::add);
        workers.runAll();
        fx.runAll();

        assertThat(shown).containsExactly("left", "right");
    }

    @Test
    void an_error_goes_to_the_handler_of_all_unless_the_question_has_its_own() {
        StoreUnreachable failure = new StoreUnreachable("no connection", null);
        List<Throwable> own = new ArrayList<>();

        background.line().run(() -> fail(failure)).then(shown::add);
        background.line().run(() -> fail(failure)).orElse(own::add).then(shown::add);
        workers.runAll();
        fx.runAll();

        assertThat(errors).containsExactly(failure);
        assertThat(own).containsExactly(failure);
        assertThat(shown).isEmpty();
    }

    @Test
    void a_cancelled_read_is_no_error() {
        background.line().run(() -> fail(new ReadCancelled())).then(shown::add);
        workers.runAll();
        fx.runAll();

        assertThat(errors).isEmpty();
        assertThat(background.isIdle()).isTrue();
    }

    @Test
    void a_pulse_runs_once_however_often_it_is_asked_for() {
        Pulse pulse = background.pulse(() -> shown.add("painted"));

        pulse.request();
        pulse.request();
        fx.runAll();
        pulse.request();
        fx.runAll();

        assertThat(shown).containsExactly("painted", "painted");
    }

    @Test
    void an_interrupt_does_not_reach_the_next_question_on_its_thread() {
        Executor threads = Background.threads();
        AtomicInteger interrupted = new AtomicInteger();
        Thread first = run(threads, () -> Thread.currentThread().interrupt());
        Callable<Boolean> next = () -> run(threads,
                () -> interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0)) == first;

        await("the thread that interrupted itself has the next question").until(next);
        first.interrupt();
        await("the thread that was interrupted afterwards has the next question").until(next);

        assertThat(interrupted).hasValue(0);
    }

    private static Thread run(Executor threads, Runnable question) {
        CompletableFuture<Thread> asked = new CompletableFuture<>();
        threads.execute(() -> {
            question.run();
            asked.complete(Thread.currentThread());
        });
        return asked.join();
    }

    private static String fail(RuntimeException failure) {
        throw failure;
    }
}
