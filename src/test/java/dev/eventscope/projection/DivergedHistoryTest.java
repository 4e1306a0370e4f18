package dev.eventscope.projection;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// T09 of the promises: a checkpoint of another history is noticed. The read side is a database of its own here, which goes
/// on while the store behind it is another one.
class DivergedHistoryTest {

    private final Database readSide = Ledger.newStore();
    private final Ledger ledger = Ledger.of(readSide, "h");

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void t09_a_store_that_was_restored_from_an_older_copy_is_noticed() {
        System.out.println("T09: 3 cases, no seed");
        try (OpenStore restored = restoredAfterMore()) {
            assertThatThrownBy(() -> catchUp(restored)).isInstanceOf(HistoryDiverged.class)
                    .hasMessageContaining("history diverged, event ").hasMessageContaining("is not at position 15")
                    .hasMessageContaining("build it again, or accept the history");
            assertThat(ledger.effects(1)).isEqualTo(Map.of("h-a", Ledger.upTo(15)));
            assertThat(state()).isEqualTo(ProjectionStatus.State.DIVERGED);
        }
    }

    @Test
    void t09_without_the_check_the_read_model_is_silently_wrong() {
        try (OpenStore restored = restoredAfterMore()) {
            Generations generations = new Generations(readSide, ledger.projection());
            Generation live = generations.read().getFirst();
            List<RecordedEvent> after = restored.reader().readEvents(EventQuery.forward(EventScope.category("h"), 100)
                    .in(EventRange.after(OrderToken.of(live.checkpoint().position()))));

            new Delivery(new Delivery.Setting(readSide, Projection.readModel("h", EventScope.type("any"), ledger),
                    RetryPolicy.USUAL, Telemetry.none()), live, new Unfenced()).deliver(after);

            assertThat(ledger.effects(1).get("h-a")).as("the seeded bug: b's first five are missing").hasSize(15);
            assertThat(ledger.effects(1).get("h-b")).containsExactly(6L, 7L, 8L);
        }
    }

    @Test
    void t09_another_system_or_another_row_of_the_store_is_noticed() {
        try (OpenStore store = storeWith(5)) {
            catchUp(store);

            store.database().write(tx -> tx.update("update eventscope.store_identity set store_id = ?",
                    UUID.randomUUID()));
            assertThatThrownBy(() -> catchUp(store)).isInstanceOf(HistoryDiverged.class)
                    .hasMessageContaining("the checkpoint was written in ");
            accept("the store got a new id by hand");
            catchUp(store);
            assertThat(state()).isEqualTo(ProjectionStatus.State.LIVE);

            readSide.write(tx -> tx.update(
                    "update eventscope.subscription_generation set epoch = '1' || epoch"));
            assertThatThrownBy(() -> catchUp(store)).isInstanceOf(HistoryDiverged.class)
                    .hasMessageContaining("the checkpoint was written in ");
        }
    }

    @Test
    void t09_another_event_at_the_position_is_noticed_and_a_rebuild_mends_it() {
        try (OpenStore store = storeWith(5)) {
            catchUp(store);

            readSide.write(tx -> tx.update("update eventscope.subscription_generation set event_id = ?",
                    UUID.randomUUID()));
            assertThatThrownBy(() -> catchUp(store)).isInstanceOf(HistoryDiverged.class)
                    .hasMessageContaining("is not at position");
            new Interventions(readSide).request(
                    Intervention.rebuild(UUID.randomUUID(), "h", "restored from the backup of the 3rd", "ines"));
            catchUp(store);

            assertThat(ledger.effects(2)).isEqualTo(Map.of("h-a", Ledger.upTo(5)));
            assertThat(state()).isEqualTo(ProjectionStatus.State.LIVE);
        }
    }

    private static final class Unfenced implements Fence {
        @Override
        public void hold(dev.eventscope.store.Tx tx) {}

        @Override
        public void delivered(dev.eventscope.store.Tx tx, RecordedEvent last) {}
    }

    /// The store as it was ten events ago, and gone another way since.
    private OpenStore restoredAfterMore() {
        String name;
        try (OpenStore store = storeWith(10)) {
            name = store.database().spec().database();
        }
        String copy = TestServer.newDatabase("template " + name).database();
        try (OpenStore again = TestStore.open(TestServer.spec(name), Access.READ_WRITE)) {
            Ledger.append(again.database(), "h-a", 5);
            catchUp(again);
        }
        OpenStore restored = TestStore.open(TestServer.spec(copy), Access.READ_WRITE);
        Ledger.append(restored.database(), "h-b", 8);
        return restored;
    }

    private static OpenStore storeWith(int events) {
        OpenStore store = TestStore.open(TestServer.newStore(), Access.READ_WRITE);
        Ledger.append(store.database(), "h-a", events);
        return store;
    }

    private void catchUp(OpenStore store) {
        try (Subscription subscription = subscription(store)) {
            subscription.catchUp();
        }
    }

    private Subscription subscription(OpenStore store) {
        return new Subscription(ledger.projection(), new Subscription.Setting(store.database(), store.reader(),
                readSide, "test", Telemetry.none()));
    }

    private void accept(String reason) {
        new Interventions(readSide).request(
                Intervention.acceptHistory(UUID.randomUUID(), "h", 1, reason, "ines"));
    }

    private ProjectionStatus.State state() {
        return new ProjectionReader(readSide).readAll().getLast().state();
    }
}
