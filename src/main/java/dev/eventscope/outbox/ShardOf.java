package dev.eventscope.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

import dev.eventscope.event.RecordedEvent;

/// Which shard a key belongs to, as `eventscope.relay_shard_of` tells it: worked out here, it costs the server nothing.
///
/// Shape: the seventh hex digit of the md5 of the stream's name, modulo the four shards.
/// Threads: not safe; one a page.
final class ShardOf {

    private static final int SHARDS = 4;

    private final Map<String, Integer> known = new HashMap<>();
    private final MessageDigest md5;

    ShardOf() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    SettledPages.Sharded of(RecordedEvent event) {
        return new SettledPages.Sharded(event, known.computeIfAbsent(event.stream().name(), this::shard));
    }

    int shard(String stream) {
        return ((md5.digest(stream.getBytes(StandardCharsets.UTF_8))[3] & 0xff) >>> 4) % SHARDS;
    }
}
