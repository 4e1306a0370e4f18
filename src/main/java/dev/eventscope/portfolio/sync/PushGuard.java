package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.StepFailed;

/// One push at a time to a remote, of all processes of ours; and the lock files that a killed one left there are taken away.
///
/// Shape: a file beside the remotes. It is locked by the operating system, which lets go of it when its process dies, and it
///        names the refs that are being moved. Whoever finds names in it came after a push that died: a lock file of one of
///        these refs that nobody touched for [#STALE] is its. Any other lock file is somebody else's, and stays.
/// Errors: [StepFailed] `RemoteBusy`, retryable.
/// Threads: belongs to the thread that took it.
final class PushGuard implements AutoCloseable {

    /// Git holds such a lock for milliseconds.
    static final Duration STALE = Duration.ofSeconds(10);

    /// The file that holds most refs, locked like one.
    static final String PACKED = "packed-refs";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final FileChannel file;

    private PushGuard(FileChannel file) {
        this.file = file;
    }

    /// Waits for other pushes to this remote, and clears away what a killed one left.
    static PushGuard take(Path file, Path remote, Clock clock) throws IOException, StepFailed {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        PushGuard guard = new PushGuard(channel);
        try {
            guard.lock(remote, clock);
            for (String ref : guard.named()) {
                awaitUnlocked(remote, ref, clock);
            }
            guard.done();
            return guard;
        } catch (IOException | StepFailed | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// The file by which Git locks a ref.
    static Path lockOf(Path remote, String ref) {
        return remote.resolve(ref + ".lock");
    }

    /// Writes down, before the first of them is locked, which refs are to be moved.
    void moving(Collection<String> refs) throws IOException {
        List<String> all = Stream.concat(Stream.of(PACKED), refs.stream()).toList();
        file.truncate(0);
        file.write(ByteBuffer.wrap((String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        file.force(true);
    }

    /// Nothing is being moved any more.
    void done() throws IOException {
        file.truncate(0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void lock(Path remote, Clock clock) throws IOException, StepFailed {
        long until = clock.millis() + PATIENCE.toMillis();
        while (tryLock() == null) {
            if (clock.millis() > until) {
                throw busy(remote, "another process pushes to it");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // this process has it, by another GitRemotes
        }
    }

    /// A last line without its end was being written when its process died: nothing was locked then.
    private List<String> named() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        file.read(bytes, 0);
        String text = new String(bytes.array(), StandardCharsets.UTF_8);
        return text.endsWith("\n") ? text.lines().toList() : List.of();
    }

    private static void awaitUnlocked(Path remote, String ref, Clock clock) throws IOException, StepFailed {
        Path lock = lockOf(remote, ref);
        long until = clock.millis() + PATIENCE.toMillis();
        while (Files.exists(lock)) {
            if (isStale(lock, clock)) {
                Files.deleteIfExists(lock);
            } else if (clock.millis() > until) {
                throw busy(remote, "somebody works on " + ref);
            } else {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static boolean isStale(Path lock, Clock clock) throws IOException {
        try {
            return Files.getLastModifiedTime(lock).toMillis() < clock.millis() - STALE.toMillis();
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static StepFailed busy(Path remote, String why) {
        return new StepFailed("RemoteBusy", "remote " + remote.getFileName() + ": " + why, true);
    }
}
