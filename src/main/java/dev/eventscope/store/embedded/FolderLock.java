package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.ReadCancelled;

/// The right to start, stop or delete the server of one folder: of all threads of all processes, one has it.
///
/// Shape: the operating system takes it back when the process ends, however it ends. The file itself stays.
final class FolderLock implements AutoCloseable {

    /// Longer than a start takes, but for one that has much to recover.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /// File locks are for processes: two channels of one process on one file would fail, and closing either would give up
    /// the lock of both. Starts are rare, so one for all folders will do.
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits for the lock; empty-handed after `patience`, an [EmbeddedStoreFailed] says so.
    static FolderLock take(Path file, Duration patience) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        try {
            if (!IN_THIS_PROCESS.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw inUse(file, patience);
            }
            @Nullable
            FileChannel channel = null;
            try {
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                while (channel.tryLock() == null) {
                    if (System.nanoTime() > until) {
                        throw inUse(file, patience);
                    }
                    Thread.sleep(PAUSE);
                }
                return new FolderLock(channel);
            } catch (Throwable e) {
                if (channel != null) {
                    channel.close();
                }
                IN_THIS_PROCESS.unlock();
                throw e;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReadCancelled();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private static EmbeddedStoreFailed inUse(Path file, Duration patience) {
        return new EmbeddedStoreFailed(EmbeddedStoreFailed.Reason.IN_USE,
                "another process has been starting or stopping the demo store for " + patience.toSeconds()
                        + " s and holds " + file + ": wait for it or end it, then try again",
                null);
    }
}
