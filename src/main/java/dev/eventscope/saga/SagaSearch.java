package dev.eventscope.saga;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.Cancellation;

/// Sagas that a filter lets through, the latest change first.
///
/// Shape: the filter sees a saga as an event: its type is the saga's type, its stream the saga's id, its time the saga's
///        last change, its payload what the saga was started with. At most [#MOST] sagas are looked at.
/// Threads: blocks.
public final class SagaSearch {

    /// A search that finds little ends here, and says so.
    public static final int MOST = 20_000;
    private static final int PAGE = 1_000;

    /// Shape: `looked` at so many; `whole` where there was no further one to look at or to show.
    public record Found(List<SagaInstance> sagas, int looked, boolean whole) {}

    private final SagaReader reader;

    public SagaSearch(SagaReader reader) {
        this.reader = reader;
    }

    public Found find(SagaQuery query, Filter filter) {
        List<SagaInstance> found = new ArrayList<>();
        int looked = 0;
        SagaQuery next = new SagaQuery(query.statuses(), query.type(), query.group(), PAGE, query.after());
        while (looked < MOST) {
            Cancellation.check();
            List<SagaInstance> page = reader.list(next);
            for (SagaInstance saga : page) {
                looked++;
                if (filter.matches(subject(saga, filter.needsPayload())) && found.size() < query.limit()) {
                    found.add(saga);
                }
            }
            if (page.size() < PAGE) {
                return new Found(found, looked, true);
            }
            next = next.after(SagaQuery.After.of(page.getLast()));
        }
        return new Found(found, looked, false);
    }

    private static FilterSubject subject(SagaInstance saga, boolean withData) {
        return subject(saga.sagaId(), saga.type(),
                saga.correlationId() == null ? null : saga.correlationId().toString(),
                saga.updatedAt(), withData ? Payload.json(Json.write(saga.data())) : Payload.none());
    }

    static FilterSubject subject(String sagaId, String type, @Nullable String correlation, Instant at, Payload data) {
        EventHeader header = new EventHeader(sagaId, new StreamId(sagaId), sagaId.split("-", 2)[0], null,
                OrderToken.of(0), type, null, null, correlation, at, at, Set.of());
        return FilterSubject.of(new RecordedEvent(header, data, Payload.none()));
    }
}
