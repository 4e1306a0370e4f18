package dev.eventscope.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.ReadCancelled;
import dev.eventscope.store.StreamFactQuery;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.log.NativeLayout;

/// U03: what the lists of the Streams view ask of a large store, and how soon a read ends that is stopped; in a database of
/// its own.
///
/// Shape: a round asks every kind of page once, each at a place of its own: from both ends, from the middle, forward and
///        backward, by each scope, with the facts that rows show beyond themselves, names and counts.
public final class BrowseBench {

    private static final int EVENT_PAGE = 500;
    private static final int STREAM_PAGE = 200;
    private static final int SCREENFUL = 25;
    private static final int CANCELS = 10;

    private final Database server;
    private final Passwords passwords;
    private final long events;
    private final int rounds;
    private final LongSupplier nanoClock;
    private final Random random = new Random(1);

    public BrowseBench(Database server, Passwords passwords, long events, int rounds, LongSupplier nanoClock) {
        this.server = server;
        this.passwords = passwords;
        this.events = events;
        this.rounds = rounds;
        this.nanoClock = nanoClock;
    }

    /// Units: milliseconds. The subject is the 95th percentile over all pages, `bare` that of one plain page of headers.
    public void run(Consumer<Figure> sink) {
        try (ScratchStore scratch = ScratchStore.make(server, passwords)) {
            BrowseStore.write(scratch.database(), events);
            EventReader reader = new NativeLayout().open(scratch.database());
            sink.accept(pages(reader, scratch.database()));
            sink.accept(cancels(reader));
        }
    }

    private Figure pages(EventReader reader, Database database) {
        List<Double> bare = new ArrayList<>();
        List<Double> pages = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double plain = millis(() -> bare(database));
            for (Runnable question : questions(reader)) {
                double took = millis(question);
                if (round > 0) {
                    pages.add(took);
                }
            }
            if (round > 0) {
                bare.add(plain);
            }
        }
        return figure("browse-page-p95-ms", pages, percentile(bare));
    }

    private List<Runnable> questions(EventReader reader) {
        List<Runnable> all = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            String name = BrowseStore.stream(any(events / 10)).name();
            StreamQuery streams = new StreamQuery(null, null, null, null, direction, STREAM_PAGE);
            all.add(() -> reader.pageStreams(streams));
            all.add(() -> reader.pageStreams(streams.beyond(name)));
            all.add(() -> reader.pageStreams(streams.withPrefix(name.substring(0, name.length() - 3))));
            all.add(() -> reader.pageStreams(new StreamQuery("payment", null, null, name, direction, STREAM_PAGE)));
            all.add(() -> reader.pageStreams(new StreamQuery(null, "nowhere", null, name, direction, STREAM_PAGE)));
            for (EventScope scope : List.of(EventScope.all(), EventScope.type("StepFailed"), EventScope.type("Changed"),
                    EventScope.category("order"))) {
                EventRange range = direction == Direction.FORWARD
                        ? EventRange.after(OrderToken.of(any(events)))
                        : EventRange.upTo(OrderToken.of(any(events)));
                all.add(() -> reader.readHeaders(new EventQuery(scope, range, direction, EVENT_PAGE)));
                all.add(() -> reader.readEvents(new EventQuery(scope, range, direction, EVENT_PAGE)));
            }
            long version = any(events / 10);
            for (EventRange range : List.of(EventRange.EVERYTHING, EventRange.versions(version, Long.MAX_VALUE),
                    EventRange.versions(0, version))) {
                all.add(() -> reader.readHeaders(new EventQuery(EventScope.stream(BrowseStore.LONG), range, direction,
                        EVENT_PAGE)));
            }
        }
        all.add(() -> facts(reader, EventClock.OCCURRED));
        all.add(() -> facts(reader, EventClock.RECORDED));
        all.add(() -> links(reader));
        all.add(() -> reader.readTypeNames(1_000));
        all.add(reader::readCategories);
        all.add(() -> reader.countEvents(EventScope.all()));
        all.add(() -> reader.countEvents(EventScope.type("Changed")));
        Collections.shuffle(all, random);
        return all;
    }

    private void facts(EventReader reader, EventClock clock) {
        List<StreamId> streams = new ArrayList<>(List.of(BrowseStore.LONG));
        long first = any(events / 10 - SCREENFUL);
        for (int i = 1; i < SCREENFUL; i++) {
            streams.add(BrowseStore.stream(first + i));
        }
        reader.readStreamFacts(new StreamFactQuery(streams, clock, Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofDays(1), 30, List.of("Failed", "Rejected")));
    }

    private void links(EventReader reader) {
        List<EventHeader> page = reader.readHeaders(EventQuery.forward(EventScope.all(), SCREENFUL)
                .in(EventRange.after(OrderToken.of(any(events)))));
        reader.readLinks(page, 10);
        reader.readEvents(page.stream().map(EventHeader::id).toList());
    }

    private void bare(Database database) {
        database.read(tx -> tx.query(
                """
                        select position, event_id, stream, category, version, type, schema_version, causation_id, correlation_id,
                               occurred_at, recorded_at
                        from eventscope.event where position > ? order by position limit ?""",
                row -> row.longValue("position"), any(events), EVENT_PAGE));
    }

    /// From the call that stops it to the end of the read: a scan with payloads, and one statement that passes over all.
    private Figure cancels(EventReader reader) {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < CANCELS; i++) {
            took.add(cancel(begun -> reader.scanEventsNewestFirst(EventScope.all(), EventRange.EVERYTHING,
                    _ -> begun.run())));
            took.add(cancel(begun -> {
                begun.run();
                reader.readTypes();
            }));
        }
        return figure("browse-cancel-ms", took, null);
    }

    private double cancel(Consumer<Runnable> read) {
        Cancellation cancellation = new Cancellation();
        CountDownLatch begun = new CountDownLatch(1);
        Thread reading = Thread.startVirtualThread(() -> {
            try {
                cancellation.call(() -> {
                    read.accept(begun::countDown);
                    return "";
                });
            } catch (ReadCancelled e) {
                // what was asked for
            }
        });
        try {
            begun.await();
            reading.join(Duration.ofMillis(20));
            double took = millis(cancellation::cancel);
            long begin = nanoClock.getAsLong();
            reading.join();
            return took + (nanoClock.getAsLong() - begin) / 1e6;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("the benchmark was interrupted", e);
        }
    }

    private Figure figure(String what, List<Double> values, @Nullable Double bare) {
        return new Figure("U03", what, percentile(values), null, "ms", null, rounds, Collections.min(values),
                Collections.max(values), bare);
    }

    private static double percentile(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }

    private long any(long below) {
        return random.nextLong(Math.max(1, below));
    }

    private double millis(Runnable work) {
        long begin = nanoClock.getAsLong();
        work.run();
        return (nanoClock.getAsLong() - begin) / 1e6;
    }
}
