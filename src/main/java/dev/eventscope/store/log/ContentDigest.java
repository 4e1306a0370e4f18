package dev.eventscope.store.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.NewEvent;

/// SHA-256 of all that a request asks for, each field with its length before it: another content is another digest.
///
/// The fields are laid out in one array first: the digest of many small pieces takes five times as long.
final class ContentDigest {

    /// Copied, not asked for by name: looking a provider up takes longer than the digest of a small event.
    private static final MessageDigest FRESH = sha256();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int ABSENT = -1;
    /// What an event takes beside its payload, its metadata and its type, and a little more.
    private static final int ROOM = 128;

    private byte[] content;
    private int size;

    private ContentDigest(int room) {
        content = new byte[room];
    }

    static byte[] of(AppendRequest request) {
        ContentDigest all = new ContentDigest(room(request));
        for (StreamAppend part : request.streams()) {
            all.text(part.stream().name());
            all.number(part.expectedNumber());
            all.number(part.events().size());
            part.events().forEach(all::event);
        }
        MessageDigest digest = copy();
        digest.update(all.content, 0, all.size);
        return digest.digest();
    }

    private static int room(AppendRequest request) {
        int room = 0;
        for (StreamAppend part : request.streams()) {
            room += ROOM;
            for (NewEvent event : part.events()) {
                room += ROOM + event.payload().size() + event.metadata().size();
            }
        }
        return room;
    }

    private void event(NewEvent event) {
        id(event.id());
        text(event.type());
        number(event.schemaVersion());
        id(event.causationId());
        id(event.correlationId());
        instant(event.occurredAt());
        bytes(event.payload().bytes());
        bytes(event.metadata().bytes());
    }

    private void id(@Nullable UUID id) {
        if (id == null) {
            number(ABSENT);
        } else {
            number(2 * Long.BYTES);
            number(id.getMostSignificantBits());
            number(id.getLeastSignificantBits());
        }
    }

    private void instant(@Nullable Instant instant) {
        if (instant == null) {
            number(ABSENT);
        } else {
            number(2 * Long.BYTES);
            number(instant.getEpochSecond());
            number(instant.getNano());
        }
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        number(bytes.length);
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, content, size, bytes.length);
        size += bytes.length;
    }

    private void number(long number) {
        makeRoom(Long.BYTES);
        LONGS.set(content, size, number);
        size += Long.BYTES;
    }

    private void makeRoom(int more) {
        if (content.length - size < more) {
            content = Arrays.copyOf(content, Math.max(Math.addExact(size, more), content.length + content.length / 2));
        }
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
