package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.event.VectorClock;
import dev.eventscope.event.VectorClock.Comparison;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.Writer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Clocks as the store gives them, held against the paths of the histories that they are of.
class VectorClocksTest {

    private static final int APPENDS = 30;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    /// An event of a history: what its writer had seen, and the clock that the store gave it.
    private record Known(UUID id, String node, BitSet past, VectorClock clock, VectorClock withoutCauses) {}

    @Test
    void clocks_are_a_partial_order_and_those_without_a_path_are_the_concurrent_ones() {
        Trials trials = Trials.of("vector clocks", 20, 1_000);
        Random random = trials.random();
        long concurrent = 0;
        for (int trial = 0; trial < trials.count(); trial++) {
            List<Known> history = write("h" + trial, random);

            assertThat(differences(history, Known::clock)).as(trials + ", trial " + trial).isEmpty();
            concurrent += pairs(history, Comparison.CONCURRENT);
        }
        assertThat(concurrent).as("concurrent pairs").isGreaterThan(trials.count() * 100L);
    }

    @Test
    void seeded_bug_a_clock_that_forgets_its_causes_is_caught() {
        Random random = Trials.of("vector clocks, seeded bug", 1, 1).random();

        List<Known> history = write("bug", random);

        assertThat(differences(history, Known::withoutCauses)).isNotEmpty();
    }

    @Test
    void two_nodes_that_write_at_once_are_concurrent_until_one_sees_the_other() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            List<CompletableFuture<RecordedEvent>> both = List.of("left", "right").stream()
                    .map(node -> CompletableFuture.supplyAsync(() -> {
                        join(together);
                        return append(node, "two-" + node, event());
                    }, executor)).toList();
            RecordedEvent left = both.get(0).join();
            RecordedEvent right = both.get(1).join();

            RecordedEvent seen = append("left", "two-left", event().causedBy(UUID.fromString(right.id()), null));

            assertThat(clock(left).compare(clock(right))).isEqualTo(Comparison.CONCURRENT);
            assertThat(clock(right).compare(clock(seen))).isEqualTo(Comparison.BEFORE);
            assertThat(clock(seen)).isEqualTo(VectorClock.of(Map.of("left", 2L, "right", 1L)));
        }
    }

    @Test
    void no_tick_is_used_twice_by_writers_of_one_node_that_race_or_break_off() {
        Trials trials = Trials.of("ticks of one node", 4, 40);
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            List<CompletableFuture<List<Long>>> writers = IntStream.range(0, trials.count())
                    .mapToObj(writer -> CompletableFuture.supplyAsync(() -> write(writer), executor)).toList();

            List<Long> ticks = writers.stream().flatMap(writer -> writer.join().stream()).sorted().toList();

            assertThat(ticks).isEqualTo(IntStream.rangeClosed(1, trials.count() * 20).mapToObj(Long::valueOf).toList());
        }
    }

    @Test
    void an_event_that_nobody_in_particular_writes_hands_the_clock_on() {
        RecordedEvent before = append("node", "handed-on", event());
        STORE.appender().append(AppendRequest.of(new StreamId("handed-on"), ExpectedVersion.any(), event()));

        RecordedEvent after = append("other", "handed-on", event());

        assertThat(clock(read("handed-on", 2))).isEqualTo(clock(before));
        assertThat(clock(after).tick("node")).isEqualTo(clock(before).tick("node"));
        assertThat(clock(after).tick("other")).isPositive();
    }

    @Test
    void metadata_keeps_what_it_says_and_a_clock_that_it_brings_along_goes() {
        String other = "\"a\\u0000\":\"{\", \"n\":1e400}";

        RecordedEvent plain = append("meta", "meta-1", event().withMetadata(Payload.json(" { " + other)));
        RecordedEvent copied = append("meta", "meta-2", event().withMetadata(plain.metadata()));
        RecordedEvent array = append("meta", "meta-3", event().withMetadata(Payload.json("[1]")));

        assertThat(text(plain)).isEqualTo("{\"vector_clock\":{\"meta\": 1}," + other);
        assertThat(text(copied)).isEqualTo("{\"vector_clock\":{\"meta\": 2}," + other);
        assertThat(text(array)).isEqualTo("[1]");
    }

    @Test
    void the_same_append_sent_again_does_not_tick() {
        AppendRequest request = AppendRequest.of(new StreamId("again-1"), ExpectedVersion.any(), event());
        EventAppender appender = as("again");
        appender.append(request);

        Appended again = appender.append(request);
        assertThat(again.repeated()).isTrue();
        assertThatThrownBy(() -> appender.append(AppendRequest.of(new StreamId("again-1"),
                ExpectedVersion.exactly(9), event()))).isInstanceOf(StreamVersionConflict.class);

        assertThat(clock(append("again", "again-1", event())).tick("again")).isEqualTo(2);
    }

    /// Random appends of three nodes: one or two streams each, one or two events a stream, causes from all that is there.
    private static List<Known> write(String name, Random random) {
        List<Known> history = new ArrayList<>();
        Map<String, Integer> headOfStream = new HashMap<>();
        Map<String, Integer> lastOfNode = new HashMap<>();
        for (int i = 0; i < APPENDS; i++) {
            String node = name + "-" + (char) ('a' + random.nextInt(3));
            BitSet past = new BitSet();
            see(past, lastOfNode.get(node), history);
            List<StreamAppend> parts = new ArrayList<>();
            for (String stream : streams(name, random)) {
                see(past, headOfStream.get(stream), history);
                List<NewEvent> events = new ArrayList<>();
                for (int e = 0; e <= random.nextInt(2); e++) {
                    Integer cause = history.isEmpty() || random.nextBoolean() ? null : random.nextInt(history.size());
                    see(past, cause, history);
                    events.add(event().causedBy(cause == null ? null : history.get(cause).id(), null));
                }
                parts.add(new StreamAppend(new StreamId(stream), ExpectedVersion.any(), events));
            }
            as(node).append(new AppendRequest(UUID.randomUUID(), parts));
            for (StreamAppend part : parts) {
                for (NewEvent event : part.events()) {
                    past = (BitSet) past.clone();
                    history.add(new Known(event.id(), node, past, clock(event.id()), withoutCauses(event.id(), node)));
                    past = (BitSet) past.clone();
                    past.set(history.size() - 1);
                    headOfStream.put(part.stream().name(), history.size() - 1);
                }
            }
            lastOfNode.put(node, history.size() - 1);
        }
        return history;
    }

    private static void see(BitSet past, Integer event, List<Known> history) {
        if (event != null) {
            past.or(history.get(event).past());
            past.set(event);
        }
    }

    private static List<String> streams(String name, Random random) {
        String first = name + "-" + random.nextInt(6);
        String second = name + "-" + random.nextInt(6);
        return first.equals(second) ? List.of(first) : List.of(first, second);
    }

    private static List<String> differences(List<Known> history, Function<Known, VectorClock> clockOf) {
        List<String> found = new ArrayList<>();
        for (int a = 0; a < history.size(); a++) {
            for (int b = 0; b < history.size(); b++) {
                Comparison expected = a == b
                        ? Comparison.EQUAL
                        : history.get(b).past().get(a)
                                ? Comparison.BEFORE
                                : history.get(a).past().get(b) ? Comparison.AFTER : Comparison.CONCURRENT;
                Comparison actual = clockOf.apply(history.get(a)).compare(clockOf.apply(history.get(b)));
                if (actual != expected) {
                    found.add(a + " to " + b + " is " + actual + ", by its paths " + expected);
                }
            }
        }
        return found;
    }

    private static long pairs(List<Known> history, Comparison kind) {
        return history.stream().mapToLong(a -> history.stream()
                .filter(b -> a.clock().compare(b.clock()) == kind).count()).sum();
    }

    private static List<Long> write(int writer) {
        List<Long> ticks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            breakOff(writer);
            ticks.add(clock(append("busy", "busy-" + (writer + i) % 3, event())).tick("busy"));
        }
        return ticks;
    }

    /// An append whose server process dies before the commit.
    private static void breakOff(int writer) {
        try {
            STORE.database().writingAs(Writer.node("busy")).write(tx -> {
                EventAppender.append(tx, AppendRequest.of(new StreamId("broken-" + writer), ExpectedVersion.any(),
                        event()));
                return tx.query("select pg_terminate_backend(pg_backend_pid()) as gone",
                        row -> row.booleanValue("gone"));
            });
        } catch (StoreException e) {
            return;
        }
        throw new AssertionError("the transaction outlived its server process");
    }

    private static RecordedEvent append(String node, String stream, NewEvent event) {
        as(node).append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), event));
        return STORE.reader().findEvent(event.id().toString()).orElseThrow();
    }

    private static EventAppender as(String node) {
        return new EventAppender(STORE.database().writingAs(Writer.node(node)));
    }

    private static RecordedEvent read(String stream, long version) {
        return STORE.reader().readEvents(dev.eventscope.store.EventQuery.forward(
                dev.eventscope.store.EventScope.stream(new StreamId(stream)), 10)).get((int) version - 1);
    }

    private static VectorClock clock(UUID id) {
        return clock(STORE.reader().findEvent(id.toString()).orElseThrow());
    }

    private static VectorClock clock(RecordedEvent event) {
        Optional<VectorClock> clock = VectorClock.ofMetadata(event.metadata());
        return clock.orElseThrow(() -> new AssertionError("no clock in " + text(event)));
    }

    /// The guard removed: only the own counter, nothing of what was seen of others.
    private static VectorClock withoutCauses(UUID id, String node) {
        return VectorClock.of(Map.of(node, clock(id).tick(node)));
    }

    private static String text(RecordedEvent event) {
        return new String(event.metadata().bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static NewEvent event() {
        return NewEvent.of("A", Payload.json("{}"));
    }

    private static void join(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
