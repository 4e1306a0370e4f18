package dev.eventscope.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/// Where it is kept how far a dry-run has come. Written whole or not at all; gone when the dry-run is done.
///
/// Shape: `of` says what the counts are of: rules, store, type. Counts of anything else are refused.
/// Threads: blocks; off the FX thread only.
public final class DryRunFile {

    private static final long MAX_BYTES = 64 * 1024 * 1024;

    private final Path path;
    private final String of;

    private DryRunFile(Path path, String of) {
        this.path = path;
        this.of = of;
    }

    /// A file that a person has named.
    public static DryRunFile at(Path path, List<String> of) {
        return new DryRunFile(path, digest(String.join("\n", of)));
    }

    /// A file of its own for this dry-run, in a folder that is made when it is first written.
    public static DryRunFile in(Path folder, List<String> of) {
        String digest = digest(String.join("\n", of));
        return new DryRunFile(folder.resolve(digest.substring(0, 32) + ".json"), digest);
    }

    /// What was kept; empty where there is no such file yet.
    ///
    /// Errors: `IllegalArgumentException` where it is of another dry-run, or not of one at all, or cannot be read.
    public Optional<JsonNode> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            JsonNode root = Files.size(path) > MAX_BYTES ? Json.object() : Json.read(Files.readAllBytes(path));
            if (!root.path("of").asText().equals(of) || !root.path("counted").isObject()) {
                throw new IllegalArgumentException("'" + path
                        + "' is not of a dry-run with these rules on this store");
            }
            return Optional.of(root.path("counted"));
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + path + "' cannot be read: name another file", e);
        }
    }

    /// Errors: `UncheckedIOException` where it cannot be written.
    public void write(JsonNode counted) {
        ObjectNode root = Json.object().put("of", of);
        root.set("counted", counted);
        Path beside = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(beside, Json.write(root) + "\n");
            Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be written: " + e.getMessage(), e);
        }
    }

    /// Errors: `UncheckedIOException` where it cannot be removed.
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be removed: " + e.getMessage(), e);
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
