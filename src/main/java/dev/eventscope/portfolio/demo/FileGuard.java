package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The right to be the only one, over all processes, at something; given up when closed or when the process ends.
record FileGuard(FileChannel channel) implements AutoCloseable {

    /// Empty where somebody else has it, in this process or another.
    static Optional<FileGuard> tryTake(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new FileGuard(channel));
            }
        } catch (OverlappingFileLockException e) {
            // held within this process: the same answer as from another one
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
