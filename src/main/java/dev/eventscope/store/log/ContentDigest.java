package dev.eventscope.store.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.NewEvent;

/// SHA-256 of all that a request asks for, each field with its length before it: another content is another digest.
final class ContentDigest {

    /// Copied, not asked for by name: looking a provider up takes longer than the digest of a small event.
    private static final MessageDigest FRESH = sha256();

    private final MessageDigest digest;
    private final byte[] length = new byte[Integer.BYTES];

    private ContentDigest(MessageDigest digest) {
        this.digest = digest;
    }

    static byte[] of(AppendRequest request) {
        ContentDigest content = new ContentDigest(copy());
        for (StreamAppend part : request.streams()) {
            content.feed(part.stream().name());
            content.feed(Long.toString(part.expectedNumber()));
            for (NewEvent event : part.events()) {
                content.feed(event);
            }
        }
        return content.digest.digest();
    }

    private void feed(NewEvent event) {
        feed(event.id());
        feed(event.type());
        feed(event.schemaVersion());
        feed(event.causationId());
        feed(event.correlationId());
        feed(event.occurredAt());
        feed(event.payload().bytes());
        feed(event.metadata().bytes());
    }

    private void feed(@Nullable Object field) {
        feed(String.valueOf(field).getBytes(StandardCharsets.UTF_8));
    }

    private void feed(byte[] bytes) {
        for (int i = 0; i < length.length; i++) {
            length[i] = (byte) (bytes.length >>> (Byte.SIZE * (length.length - 1 - i)));
        }
        digest.update(length);
        digest.update(bytes);
    }

    private static MessageDigest copy() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException _) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
