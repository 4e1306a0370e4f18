package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/// What the demo store keeps beside the database, all in the user's data folder.
record DemoFiles(Path folder) {

    Path state() {
        return folder.resolve("demo-store.json");
    }

    Path remotes() {
        return folder.resolve("remotes");
    }

    Path index() {
        return folder.resolve("search-index");
    }

    Path bundled() {
        return folder.resolve("bundled.git");
    }

    Path buildLock() {
        return folder.resolve("build.lock");
    }

    Path servicesLock() {
        return folder.resolve("services.lock");
    }

    /// Deletes what belongs to a store that is no more. The lock files stay: others may hold them.
    void delete() throws IOException {
        Files.deleteIfExists(state());
        delete(remotes());
        delete(index());
        delete(bundled());
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
