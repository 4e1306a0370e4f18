package dev.eventscope.portfolio.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.portfolio.content.FrontMatter;
import dev.eventscope.portfolio.content.Title;

/// What an event says of a file's content.
///
/// Shape: `text` only of a small regular file that is UTF-8 without NUL; `metadata` is the front matter of a Markdown file.
/// Units: `size` in bytes; absent for a submodule, whose content is elsewhere.
record BlobFacts(@Nullable Long size, String title, @Nullable String text, ObjectNode metadata) {

    /// Larger files are kept by their blob id alone.
    static final int MAX_TEXT_BYTES = 8 * 1024;

    /// Reads the object of a changed path; at most [#MAX_TEXT_BYTES] of its content.
    static BlobFacts read(ObjectReader reader, ChangedPath change, GitPath path) throws IOException {
        if (FileMode.GITLINK.equals(change.mode())) {
            return new BlobFacts(null, Title.ofPath(path.text()), null, Json.object());
        }
        long size = reader.getObjectSize(change.id(), Constants.OBJ_BLOB);
        boolean regular = !FileMode.SYMLINK.equals(change.mode());
        boolean markdown = regular && Title.isMarkdown(path.text());
        if (!regular || (size > MAX_TEXT_BYTES && !markdown)) {
            return new BlobFacts(size, Title.ofPath(path.text()), null, Json.object());
        }
        byte[] beginning = beginning(reader, change);
        String text = size > MAX_TEXT_BYTES ? null : text(beginning);
        if (!markdown) {
            return new BlobFacts(size, Title.ofPath(path.text()), text, Json.object());
        }
        String start = text != null ? text : new String(beginning, StandardCharsets.UTF_8);
        return new BlobFacts(size, Title.ofMarkdown(path.text(), start), text, FrontMatter.of(path.text(), start));
    }

    private static byte[] beginning(ObjectReader reader, ChangedPath change) throws IOException {
        try (InputStream in = reader.open(change.id(), Constants.OBJ_BLOB).openStream()) {
            return in.readNBytes(MAX_TEXT_BYTES);
        }
    }

    private static @Nullable String text(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
