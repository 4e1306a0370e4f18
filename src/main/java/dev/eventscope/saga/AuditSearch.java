package dev.eventscope.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.Cancellation;

/// Rows of the audit that a filter lets through, the latest first.
///
/// Shape: the filter sees a row as an event: its stream is the saga or what else was acted on, its type the mode, or the
///        action where there is none, its time the act's, its actor database user and OS user, its payload the fields as
///        exports name them: `data.outcome=refused`. At most [#MOST] rows are looked at.
/// Threads: blocks.
public final class AuditSearch {

    /// A search that finds little ends here, and says so.
    public static final int MOST = 50_000;
    private static final int PAGE = 1_000;

    /// Shape: `looked` at so many; `whole` where there is no further one.
    public record Found(List<AuditLine> lines, int looked, boolean whole) {}

    private final AuditLog log;

    public AuditSearch(AuditLog log) {
        this.log = log;
    }

    public Found latest(AuditFilter first, Filter filter, int limit) {
        List<AuditLine> found = new ArrayList<>();
        long before = Long.MAX_VALUE;
        int looked = 0;
        while (looked < MOST) {
            Cancellation.check();
            List<AuditLine> page = log.before(before, first, PAGE);
            for (AuditLine line : page) {
                looked++;
                if (matches(filter, line)) {
                    found.add(line);
                }
                if (found.size() == limit) {
                    return new Found(found, looked, false);
                }
            }
            if (page.size() < PAGE) {
                return new Found(found, looked, true);
            }
            before = page.getLast().entry().number();
        }
        return new Found(found, looked, false);
    }

    public static boolean matches(Filter filter, AuditLine line) {
        return filter.isEverything() || filter.matches(subject(line));
    }

    private static FilterSubject subject(AuditLine line) {
        AuditEntry entry = line.entry();
        StreamId stream = new StreamId(entry.sagaId() != null ? entry.sagaId() : entry.what());
        EventHeader header = new EventHeader(entry.requestId().toString(), stream, entry.action(), null,
                OrderToken.of(entry.number()), entry.action().equals("redrive") ? entry.mode() : entry.action(), null,
                null,
                null, entry.at(), entry.at(), Set.of());
        ObjectNode data = Json.object();
        line.fields().forEach((name, value) -> data.put(name, value == null ? null : value.toString()));
        ObjectNode metadata = Json.object().put("actor", entry.actor() + " " + entry.osUser());
        return FilterSubject.of(new RecordedEvent(header, Payload.json(Json.write(data)),
                Payload.json(Json.write(metadata))));
    }
}
