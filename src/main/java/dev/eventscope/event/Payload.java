package dev.eventscope.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/// Bytes and what kind of text or data they claim to be. Decoded late, and never more than asked for.
///
/// Shape: `bytes` is not copied; whoever makes a payload gives the array away.
public record Payload(byte[] bytes, String mediaType) {

    public static final String JSON = "application/json";

    /// Larger ones are not made into trees, which take up to sixteen times the room.
    public static final int MOST_DECODED = 16 * 1024 * 1024;

    private static final Payload NONE = new Payload(new byte[0], JSON);

    /// What came of decoding: a tree, or the reason why there is none.
    public sealed interface Decoded {}

    public record Tree(JsonNode node) implements Decoded {}

    public record Undecodable(String reason) implements Decoded {}

    public static Payload json(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8), JSON);
    }

    public static Payload json(byte[] bytes) {
        return new Payload(bytes, JSON);
    }

    /// The payload of an event that has none.
    public static Payload none() {
        return NONE;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public int size() {
        return bytes.length;
    }

    /// Parses the bytes. Never throws: what cannot be parsed comes back as [Undecodable] with the place and the reason.
    public Decoded decode() {
        if (!mediaType.equals(JSON)) {
            return new Undecodable("media type " + mediaType + " is not decoded");
        }
        if (bytes.length == 0) {
            return new Undecodable("no payload");
        }
        if (bytes.length > MOST_DECODED) {
            return new Undecodable("it is larger than " + MOST_DECODED / 1024 / 1024 + " MiB");
        }
        try {
            return new Tree(Json.read(bytes));
        } catch (JsonProcessingException e) {
            return new Undecodable(Json.reasonOf(e));
        } catch (IOException e) {
            return new Undecodable("bytes that are not UTF-8");
        }
    }

    /// The bytes as text.
    ///
    /// Errors: `CharacterCodingException` where they are not UTF-8.
    public String text() throws CharacterCodingException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The fast decoder puts U+FFFD for what is malformed; only where there is one, the strict one has to look.
        return text.indexOf('\uFFFD') < 0 ? text : strictText();
    }

    private String strictText() throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && mediaType.equals(that.mediaType) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return mediaType + ", " + bytes.length + " bytes";
    }
}
