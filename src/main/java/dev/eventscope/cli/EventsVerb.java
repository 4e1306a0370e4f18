package dev.eventscope.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.Access;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.upcast.Upcasts;

/// Prints events in order.
@Command(name = "events", sortOptions = false, description = "Prints events in order: of one stream, all, of one correlation or of one type.", footer = {
    "", "Example: eventscope events content-README.md --from 3 --limit 2",
    "         eventscope events --all --json --where 'type:Content* data.size>100'"})
final class EventsVerb implements Callable<Integer> {

    private static final int PAGE = 1_000;

    private final Work work;

    @Nullable
    @Parameters(arity = "0..1", paramLabel = "STREAM", description = "The stream.")
    String stream;

    @Option(names = "--all", description = "Every event of the store.")
    boolean all;

    @Nullable
    @Option(names = "--correlation", paramLabel = "ID", description = "Events of this correlation; the first four characters or more will do.")
    String correlation;

    @Nullable
    @Option(names = "--type", paramLabel = "T", description = "Events of this type.")
    String type;

    @Nullable
    @Option(names = "--from", paramLabel = "N", description = "Begin at this version of the stream, else at this position of the store.")
    Long from;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    long limit = Long.MAX_VALUE;

    @Nullable
    @Option(names = "--where", paramLabel = "FILTER", description = "Only events that this filter holds for.")
    String where;

    @Option(names = "--raw", description = "The bytes of each payload as they are stored, and a line feed; nothing else.")
    boolean raw;

    private Upcasts upcasts = Upcasts.none();

    EventsVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        Limit.checked(limit);
        if (Stream.of(stream != null, all, correlation != null, type != null).filter(given -> given).count() != 1) {
            throw VerbFailed.usage("say which events: one of STREAM, --all, --correlation ID or --type T");
        }
        Filter filter = where == null ? Filter.everything() : Filter.parse(where, work.terminal().clock());
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("position", "stream", "version", "type", "occurred_at", "id",
                        "payload")) {
            upcasts = work.profile().upcasts(store.layout().id());
            if (all) {
                work.sayIfUnsettled(store, printer);
            }
            EventScope scope = scope(store.reader());
            EventQuery query = EventQuery.forward(scope, (int) Math.min(PAGE, limit)).in(first(scope));
            print(store.reader(), query, filter, printer);
        }
        return ExitCode.DONE;
    }

    private void print(EventReader reader, EventQuery first, Filter filter, Printer printer) {
        EventQuery query = first;
        while (true) {
            List<RecordedEvent> page = reader.readEvents(query);
            for (RecordedEvent event : page) {
                if (filter.matches(FilterSubject.of(event))) {
                    print(event, printer);
                }
                if (printer.rows() == limit) {
                    return;
                }
            }
            if (page.size() < query.limit()) {
                return;
            }
            query = query.in(after(query.scope(), page.getLast()));
        }
    }

    private void print(RecordedEvent event, Printer printer) {
        if (raw) {
            printer.raw(event.payload().bytes());
        } else {
            printer.row(EventRows.of(event, upcasts));
        }
    }

    private EventScope scope(EventReader reader) {
        if (stream != null) {
            return EventScope.stream(Lookups.stream(reader, stream).stream());
        }
        if (correlation != null) {
            return EventScope.correlation(Lookups.correlation(reader, correlation));
        }
        if (type != null) {
            return ofType(reader, type);
        }
        return EventScope.all();
    }

    private static EventScope ofType(EventReader reader, String type) {
        EventScope scope = EventScope.type(type);
        if (reader.readHeaders(EventQuery.forward(scope, 1)).isEmpty()) {
            throw VerbFailed.no("no event has the type '" + type + "': 'eventscope metrics' lists the types");
        }
        return scope;
    }

    private EventRange first(EventScope scope) {
        if (from == null) {
            return EventRange.EVERYTHING;
        }
        return scope instanceof EventScope.OfStream
                ? EventRange.versions(from, Long.MAX_VALUE)
                : EventRange.after(OrderToken.of(Math.max(from, Long.MIN_VALUE + 1) - 1));
    }

    private static EventRange after(EventScope scope, RecordedEvent last) {
        Long version = last.header().version();
        return scope instanceof EventScope.OfStream && version != null
                ? EventRange.versions(version + 1, Long.MAX_VALUE)
                : EventRange.after(last.header().order());
    }
}
