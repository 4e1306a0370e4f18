package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.Json;

/// How far the building of a demo store has come, kept in a file so that an interrupted build goes on.
///
/// Shape: `storeId` is the identity of the database it is about. `tip` is the commit up to which history is imported.
///        `missing` is the folder whose remote is not there at first; empty until it is chosen. `start` is the position
///        after which requests start sagas.
record DemoState(String storeId, Path repository, String tip, String missing, long start, boolean built) {

    static DemoState begun(String storeId, Path repository, String tip) {
        return new DemoState(storeId, repository, tip, "", 0, false);
    }

    DemoState planned(String missingFolder, long startPosition) {
        return new DemoState(storeId, repository, tip, missingFolder, startPosition, false);
    }

    DemoState done() {
        return new DemoState(storeId, repository, tip, missing, start, true);
    }

    static Optional<DemoState> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode node = Json.read(Files.readAllBytes(file));
        return Optional.of(new DemoState(node.path("store_id").asText(), Path.of(node.path("repository").asText()),
                node.path("tip").asText(), node.path("missing_remote").asText(), node.path("start").asLong(),
                node.path("built").asBoolean()));
    }

    /// Whole or not at all.
    void write(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, Json.write(Json.object().put("store_id", storeId)
                .put("repository", repository.toString()).put("tip", tip).put("missing_remote", missing)
                .put("start", start).put("built", built)) + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
