package dev.eventscope.bench;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.StreamAppend;

/// Makes a store of any size for trials: orders with payments and shipments, few long streams and many short ones.
///
/// Shape: the same seed and count make the same events, ids and causes; more than half of them have a cause. Run again on
///        the same store it writes nothing.
/// Units: 500 events an append; payloads of 60 to 400 bytes; times from 2026-01-01, in bursts of up to 2,000 events at most
///        a second and a half apart, with silences of two minutes to nine hours between them.
/// Threads: blocks; stops between two appends when the [Cancellation] of its thread is cancelled.
public final class StoreGenerator {

    private static final int BATCH = 500;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] KINDS = {"order", "payment", "shipment"};
    private static final String[][] TYPES = {{"OrderPlaced", "OrderChanged", "OrderConfirmed"},
        {"PaymentRequested", "PaymentReceived"}, {"ShipmentPacked", "ShipmentSent", "ShipmentDelivered"}};

    /// What was written: nothing of it where all of it was there before.
    public record Generated(long events, long streams) {}

    private final long seed;
    private final Random random;
    private Instant now = BEGIN;
    private @Nullable UUID cause;
    private UUID correlation;
    private int chainLeft;
    private int burstLeft;
    private int kind;
    private String owner = "trial";

    public StoreGenerator(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.correlation = uuid();
    }

    public Generated write(EventAppender appender, long events) {
        long written = 0;
        long streams = 0;
        long batches = 0;
        for (long left = events; left > 0; left -= BATCH) {
            Cancellation.check();
            int size = (int) Math.min(BATCH, left);
            var appended = appender.append(batch(batches++, size));
            if (!appended.repeated()) {
                written += size;
                streams += appended.streams().stream().filter(stream -> stream.first() == 1).count();
            }
        }
        return new Generated(written, streams);
    }

    private AppendRequest batch(long number, int size) {
        // By kind, as the chains go: so that no event gets a position before its cause.
        List<Map<String, List<NewEvent>>> kinds = List.of(new LinkedHashMap<>(), new LinkedHashMap<>(),
                new LinkedHashMap<>());
        for (int i = 0; i < size; i++) {
            kind = nextKind();
            kinds.get(kind).computeIfAbsent(KINDS[kind] + "-" + owner, _ -> new ArrayList<>()).add(event());
        }
        UUID id = UUID.nameUUIDFromBytes(ByteBuffer.allocate(24).putLong(seed).putLong(number).putLong(size).array());
        return new AppendRequest(id, kinds.stream().flatMap(streams -> streams.entrySet().stream())
                .map(entry -> new StreamAppend(new StreamId(entry.getKey()), ExpectedVersion.any(), entry.getValue()))
                .toList());
    }

    /// A chain of two to six events shares a correlation; each is the cause of the next.
    private int nextKind() {
        if (chainLeft-- <= 0) {
            chainLeft = 1 + random.nextInt(5);
            cause = null;
            correlation = uuid();
            owner = "%x-%05d".formatted(seed, (int) (Math.pow(random.nextDouble(), 3) * 20_000));
            return 0;
        }
        return Math.min(KINDS.length - 1, kind + random.nextInt(2));
    }

    private NewEvent event() {
        now = now.plusMillis(burstLeft-- > 0 ? 1 + random.nextInt(1_500) : silence());
        ObjectNode payload = Json.object().put("owner", owner).put("amount", random.nextInt(100_000))
                .put("note", "n".repeat(random.nextInt(300)));
        payload.putObject("place").put("row", random.nextInt(40)).put("open", random.nextBoolean());
        UUID id = uuid();
        NewEvent event = NewEvent.of(TYPES[kind][random.nextInt(TYPES[kind].length)], Payload.json(Json.write(payload)))
                .withId(id).causedBy(cause, correlation).occurredAt(now);
        cause = id;
        return event;
    }

    /// Most are short, a few are a night.
    private long silence() {
        burstLeft = 20 + random.nextInt(1_980);
        return Math.round(120_000 * Math.pow(270, Math.pow(random.nextDouble(), 2)));
    }

    private UUID uuid() {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
