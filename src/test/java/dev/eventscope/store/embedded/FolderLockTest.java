package dev.eventscope.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderLockTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void who_cannot_get_it_is_told_that_another_has_it() throws Exception {
        try (FolderLock _ = FolderLock.take(folder.resolve("lock"), LONG);
                ExecutorService others = Executors.newCachedThreadPool()) {
            var second = others.submit(() -> FolderLock.take(folder.resolve("lock"), Duration.ofMillis(50)));

            assertThatThrownBy(second::get).cause().isInstanceOfSatisfying(EmbeddedStoreFailed.class,
                    e -> assertThat(e.reason()).isEqualTo(EmbeddedStoreFailed.Reason.IN_USE))
                    .hasMessageContaining(folder.resolve("lock").toString());
        }
    }

    @Test
    void one_thread_at_a_time_has_it() throws Exception {
        int[] counter = {0};
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            CompletableFuture<?>[] all = new CompletableFuture<?>[50];
            for (int i = 0; i < all.length; i++) {
                all[i] = CompletableFuture.runAsync(() -> increment(counter), threads);
            }
            CompletableFuture.allOf(all).get();
        }

        assertThat(counter[0]).isEqualTo(50);
    }

    private void increment(int[] counter) {
        try (FolderLock _ = FolderLock.take(folder.resolve("lock"), LONG)) {
            int before = counter[0];
            Thread.yield();
            counter[0] = before + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
