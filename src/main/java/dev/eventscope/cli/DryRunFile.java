package dev.eventscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;

/// Where `--resume` keeps how far a dry-run has come. Written whole or not at all; gone when the dry-run is done.
///
/// Shape: `of` says what the counts are of: rules, store, type. Counts of anything else are refused.
final class DryRunFile {

    private static final long MAX_BYTES = 64 * 1024 * 1024;

    private final Path path;
    private final String of;

    DryRunFile(Path path, List<String> of) {
        this.path = path;
        this.of = digest(String.join("\n", of));
    }

    /// What was kept; empty where there is no such file yet.
    ///
    /// Errors: [VerbFailed] where it is of another dry-run, or not of one at all.
    Optional<JsonNode> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            JsonNode root = Files.size(path) > MAX_BYTES ? Json.object() : Json.read(Files.readAllBytes(path));
            if (!root.path("of").asText().equals(of) || !root.path("counted").isObject()) {
                throw VerbFailed.usage("--resume: '" + path
                        + "' is not of a dry-run with these rules on this store: remove it, or name another file");
            }
            return Optional.of(root.path("counted"));
        } catch (IOException e) {
            throw VerbFailed.usage("--resume: '" + path + "' cannot be read: name another file");
        }
    }

    /// Errors: [VerbFailed] where it cannot be written.
    void write(JsonNode counted) {
        ObjectNode root = Json.object().put("of", of);
        root.set("counted", counted);
        Path beside = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.writeString(beside, Json.write(root) + "\n");
            Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw VerbFailed.usage("--resume: '" + path + "' cannot be written: " + e.getMessage());
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw VerbFailed.usage("--resume: '" + path + "' cannot be removed: " + e.getMessage());
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
