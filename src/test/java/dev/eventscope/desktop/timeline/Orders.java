package dev.eventscope.desktop.timeline;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;

/// Six orders in a store: three at eleven, three after an idle time of two hours. Each is placed, paid and shipped in
/// `order-n`; paying reserves in `stock-n` and sends in `mail-n`.
///
///     order-1  Placed ── Paid ─┬─ Shipped        11:00:00, :10, :20
///     stock-1                  ├→ Reserved       :12
///     mail-1                   └→ Sent           :14
final class Orders {

    static final Instant START = Instant.parse("2026-03-04T11:00:00Z");

    private final EventAppender appender;

    private Orders(EventAppender appender) {
        this.appender = appender;
    }

    /// Answers the id of the event by which the second order was paid.
    static UUID writeTo(EventAppender appender) {
        Orders orders = new Orders(appender);
        UUID second = orders.write(1, START);
        second = orders.write(2, START.plusSeconds(60));
        orders.write(3, START.plusSeconds(120));
        for (int i = 4; i <= 6; i++) {
            orders.write(i, START.plusSeconds(7_200 + i * 60L));
        }
        return second;
    }

    private UUID write(int number, Instant at) {
        UUID correlation = UUID.randomUUID();
        UUID placed = append("order-" + number, "Placed", at, null, correlation);
        UUID paid = append("order-" + number, "Paid", at.plusSeconds(10), placed, correlation);
        append("stock-" + number, "Reserved", at.plusSeconds(12), paid, correlation);
        append("mail-" + number, "Sent", at.plusSeconds(14), paid, correlation);
        append("order-" + number, "Shipped", at.plusSeconds(20), paid, correlation);
        return paid;
    }

    private UUID append(String stream, String type, Instant at, @Nullable UUID cause, UUID correlation) {
        NewEvent event = NewEvent.of(type, Payload.json("{\"name\":\"" + stream + "\"}")).causedBy(cause, correlation)
                .occurredAt(at);
        appender.append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), event));
        return event.id();
    }
}
