package dev.eventscope.projection;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Row;

/// One built state of a subscription. `handler` is its number in the inbox.
record Generation(int handler, int number, Status status, long startAfter, Checkpoint checkpoint,
        @Nullable String diverged) {

    enum Status {
        LIVE, BUILDING, RETIRED
    }

    static Generation of(Row row) {
        return new Generation(row.intValue("handler"), row.intValue("generation"),
                Status.valueOf(row.string("status").toUpperCase(Locale.ROOT)), row.longValue("start_after"),
                new Checkpoint(row.longValue("position"), row.nullableUuid("event_id"),
                        row.nullableString("epoch")),
                row.nullableString("diverged"));
    }
}
