package dev.eventscope.portfolio.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;

/// A text file as a command brings it.
///
/// Shape: `path` is relative, with `/` between its parts, and stays within its root.
public record Content(String path, String text) {

    private static final String REGULAR_FILE = "100644";

    public Content {
        if (path.isEmpty() || path.startsWith("/") || path.endsWith("/") || path.contains("\0")) {
            throw new IllegalArgumentException("path must be a relative path of a file, was '" + path + "'");
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.equalsIgnoreCase(".git")) {
                throw new IllegalArgumentException("path must be a plain path within its root, was '" + path + "'");
            }
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text of " + path + " must not hold a NUL character");
        }
    }

    public String title() {
        return Title.isMarkdown(path) ? Title.ofMarkdown(path, text) : Title.ofPath(path);
    }

    /// The id that Git gives to a blob of this text.
    public String blob() {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageDigest sha1 = sha1();
        sha1.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sha1.digest(bytes));
    }

    ObjectNode payload() {
        ObjectNode payload = Json.object().put("path", path).put("blob", blob()).put("mode", REGULAR_FILE)
                .put("size", (long) text.getBytes(StandardCharsets.UTF_8).length).put("title", title())
                .put("text", text);
        payload.set("metadata", FrontMatter.of(path, text));
        return payload;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
