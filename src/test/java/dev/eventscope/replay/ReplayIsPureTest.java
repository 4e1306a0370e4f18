package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.Upcaster;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;

/// T28 of the promises: replay is a pure function. A snapshot and the events after it come to the same as all events;
/// upcasting is deterministic, and does nothing at the latest version.
class ReplayIsPureTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final StreamId STREAM = new StreamId("order-1");
    private static final RuleFile RULES = RuleFile.parse("order.yaml", """
            upcasters:
              - type: A
                from: 1
                to: 2
                rules:
                  - rename: {from: /a, to: /b}
                  - add: {path: /c, default: {}}
            """);
    private static final int LATEST = 3;

    /// A state as a snapshot keeps it: text, and how far it goes.
    private record Snapshot(long version, String state, Fidelity fidelity) {
        static Snapshot of(FoldPoint point) {
            return new Snapshot(point.version(), Json.write(point.state()), point.fidelity());
        }

        FoldPoint restored() {
            return new FoldPoint(version, Trees.json(state), fidelity, null, null);
        }
    }

    /// What is tried, and what its seeded bugs replace: which events follow a snapshot, and the step in code.
    private record Subject(int trials, java.util.function.BiPredicate<Long, Long> follows, Upcaster code) {}

    @Test
    void t28_a_snapshot_and_its_tail_are_the_whole_replay_and_upcasting_is_deterministic() {
        Trials trials = Trials.of("T28", 500, 100_000);

        assertThat(differences(trials, new Subject(trials.count(), (version, snapshot) -> version > snapshot,
                new Counted(payload -> 1)))).as(trials.toString()).isEmpty();
    }

    @Test
    void t28_seeded_bug_an_event_applied_again_after_a_snapshot_is_caught() {
        Trials trials = Trials.of("T28 seeded bug, >= for >", 100, 100);

        assertThat(differences(trials, new Subject(trials.count(), (version, snapshot) -> version >= snapshot,
                new Counted(payload -> 1)))).anyMatch(found -> found.startsWith("tail"));
    }

    @Test
    void t28_seeded_bug_an_upcaster_that_remembers_is_caught() {
        Trials trials = Trials.of("T28 seeded bug, an upcaster with a memory", 100, 100);
        AtomicInteger memory = new AtomicInteger();

        assertThat(differences(trials, new Subject(trials.count(), (version, snapshot) -> version > snapshot,
                new Counted(payload -> memory.incrementAndGet())))).anyMatch(found -> found.startsWith("upcast"));
    }

    @Test
    void a_history_that_goes_on_from_what_it_kept_shows_what_a_whole_replay_shows() {
        Trials trials = Trials.of("T28 on a store", 40, 2_000);
        Random random = trials.random();
        Folds folds = Folds.of("native", List.of(new Counting()),
                Upcasts.of(List.of(RULES), List.of(new Counted(_ -> 1))));
        for (int trial = 0; trial < trials.count(); trial++) {
            StreamId stream = new StreamId("order-" + random.nextLong(Long.MAX_VALUE));
            List<RecordedEvent> events = events(random);
            STORE.appender().append(AppendRequest.of(stream, ExpectedVersion.noStream(),
                    events.stream().map(ReplayIsPureTest::unrecorded).toArray(NewEvent[]::new)));
            Replay replay = new Replay(STORE.reader(), folds);
            StateHistory history = replay.history(stream);
            long middle = 1 + random.nextInt(events.size());

            history.at(middle);
            StreamState fromKept = history.at(events.size()).orElseThrow().state();

            assertThat(fromKept.toString()).as(trials + ", trial " + trial)
                    .isEqualTo(replay.stateAt(stream, events.size()).orElseThrow().toString());
        }
    }

    private static List<String> differences(Trials trials, Subject subject) {
        Random random = trials.random();
        List<String> found = new ArrayList<>();
        for (int trial = 0; trial < subject.trials(); trial++) {
            Upcasts upcasts = Upcasts.of(List.of(RULES), List.of(subject.code()));
            List<RecordedEvent> events = events(random);
            Fold fold = Folds.of("native", random.nextBoolean() ? List.of(new Counting()) : List.of(), upcasts)
                    .fold("order", false);
            Predicate<RecordedEvent> everything = _ -> true;
            FoldPoint start = fold.startBefore(events.getFirst().header());
            FoldPoint whole = fold(fold, start, events, everything);
            FoldPoint before = fold(fold, start, events.subList(0, random.nextInt(events.size() + 1)), everything);
            if (before.error() == null) {
                Snapshot snapshot = Snapshot.of(before);
                FoldPoint tail = fold(fold, snapshot.restored(), events,
                        event -> subject.follows().test(event.header().version(), snapshot.version()));
                if (!tail.equals(whole)) {
                    found.add("tail, trial " + trial + ": " + tail + " is not " + whole);
                }
            }
            events.forEach(event -> checkUpcast(upcasts, event, found));
        }
        return found;
    }

    private static void checkUpcast(Upcasts upcasts, RecordedEvent event, List<String> found) {
        UpcastOutcome once = upcasts.upcast(event);
        if (!once.equals(upcasts.upcast(event))) {
            found.add("upcast differs the second time: " + event.payload());
        }
        if (once instanceof UpcastOutcome.Upcast upcast) {
            RecordedEvent latest = event(1, event.type(), LATEST, Json.write(upcast.result()));
            if (!upcasts.upcast(latest).equals(new UpcastOutcome.Unchanged(UpcastOutcome.Reason.CURRENT))) {
                found.add("upcast goes on at the latest version: " + event.payload());
            }
        }
    }

    private static FoldPoint fold(Fold fold, FoldPoint start, List<RecordedEvent> events,
            Predicate<RecordedEvent> which) {
        FoldPoint point = start;
        for (RecordedEvent event : events) {
            point = which.test(event) ? fold.next(point, event) : point;
        }
        return point;
    }

    /// Old, latest and unknown schema versions, types with and without a chain, now and then a payload that cannot be upcast.
    private static List<RecordedEvent> events(Random random) {
        Trees trees = new Trees(random.nextLong());
        List<RecordedEvent> events = new ArrayList<>();
        for (int version = 1; version <= 1 + random.nextInt(20); version++) {
            String payload = random.nextInt(50) == 0 ? "[]" : Json.write(trees.object(3));
            events.add(event(version, random.nextInt(4) == 0 ? "B" : "A", 1 + random.nextInt(LATEST + 1), payload));
        }
        return events;
    }

    private static NewEvent unrecorded(RecordedEvent event) {
        return NewEvent.of(event.type(), event.payload())
                .withSchemaVersion(event.header().schemaNumber().orElseThrow());
    }

    private static RecordedEvent event(long version, String type, int schemaVersion, String payload) {
        return new RecordedEvent(new EventHeader("e" + version, STREAM, "order", version, OrderToken.of(version), type,
                Integer.toString(schemaVersion), null, null, null, null, Set.of()), Payload.json(payload),
                Payload.none());
    }

    private record Counted(java.util.function.ToIntFunction<JsonNode> number) implements Upcaster {
        @Override
        public String type() {
            return "A";
        }

        @Override
        public int from() {
            return 2;
        }

        @Override
        public int to() {
            return LATEST;
        }

        @Override
        public JsonNode upcast(JsonNode payload) {
            return ((ObjectNode) payload).put("number", number.applyAsInt(payload));
        }
    }

    /// Counts events, so that one applied twice is seen, and keeps the last payload.
    private static final class Counting implements Reducer {
        @Override
        public String layout() {
            return "native";
        }

        @Override
        public String category() {
            return "order";
        }

        @Override
        public Set<String> types() {
            return Set.of("A");
        }

        @Override
        public JsonNode apply(JsonNode state, FoldEvent event) {
            ObjectNode next = Json.object().put("count", state.path("count").asInt() + 1);
            next.set("last", event.payload());
            return next;
        }
    }
}
