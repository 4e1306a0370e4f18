package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who uses the server: a locked file for each lease. One that is not locked belongs to a process that has died.
///
/// Threads: every call under the [FolderLock].
final class Clients {

    /// Tells this process from a dead one with the same pid, as containers have them.
    private static final String TOKEN = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-.+");
    private static final AtomicLong COUNT = new AtomicLong();

    private final Path folder;

    Clients(Path folder) {
        this.folder = folder;
    }

    /// One more client, until it leaves or its process ends.
    Client join() throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(TOKEN + "-" + COUNT.incrementAndGet());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return new Client(file, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// The process ids of all who use the server now. Forgets the dead.
    List<Long> living() throws IOException {
        List<Long> living = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return living;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(nameOf(file));
                if (name.matches() && lives(file)) {
                    living.add(Long.valueOf(name.group(1)));
                }
            }
        }
        return living;
    }

    private static boolean lives(Path file) throws IOException {
        if (nameOf(file).startsWith(TOKEN)) {
            return true; // not opened: closing it again would give up the lock that this process holds
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return true;
            }
        }
        Files.deleteIfExists(file);
        return false;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    record Client(Path file, FileChannel channel) {

        void leave() throws IOException {
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}
