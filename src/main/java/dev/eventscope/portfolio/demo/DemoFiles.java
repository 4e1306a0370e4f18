package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.eventscope.store.embedded.Folders;

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
        Folders.delete(remotes());
        Folders.delete(index());
        Folders.delete(bundled());
    }
}
