package dev.eventscope.outbox;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.Roles;
import dev.eventscope.store.log.Schema;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What logins of the printed roles may do to the outbox.
class OutboxRightsTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @BeforeAll
    static void logins() {
        STORE.execute(Roles.script());
        for (String role : new String[]{"viewer", "operator", "service"}) {
            STORE.execute("create role outbox_" + role + " login in role eventscope_" + role);
        }
        Schema.migrate(STORE.database());
        STORE.appender().append(AppendRequest.of(new StreamId("order-1"), ExpectedVersion.any(),
                NewEvent.of("Tried", Payload.json("{}"))));
    }

    @AfterAll
    static void dropLogins() {
        STORE.execute("drop role outbox_viewer, outbox_operator, outbox_service");
    }

    @Test
    void a_viewer_sees_the_lag_and_acts_on_nothing() {
        try (Database viewer = open("viewer")) {
            assertThat(new OutboxReader(viewer).lag().events()).isEqualTo(1);
            assertThat(viewer.<String>read(tx -> tx.query("select status from eventscope.outbox",
                    row -> row.string("status")).getFirst())).isEqualTo("pending");
            assertThatThrownBy(() -> act(viewer)).isInstanceOf(RightMissing.class);
            assertThatThrownBy(() -> take(viewer)).isInstanceOf(RightMissing.class);
        }
    }

    @Test
    void an_operator_acts_by_the_function_and_writes_no_table() {
        try (Database operator = open("operator")) {
            assertThatThrownBy(() -> act(operator)).isInstanceOf(OutboxActRefused.class);
            assertThatThrownBy(() -> take(operator)).isInstanceOf(RightMissing.class);
        }
    }

    @Test
    void a_service_relays() {
        try (Database service = open("service")) {
            FairShare share = new FairShare(new Relay.Setting(service, RelaySettings.to("localhost:1"),
                    Clock.systemUTC(), (_, _) -> {
                        throw new IllegalStateException("nothing is published here");
                    }, "owner"));
            assertThat(share.mayTake()).isTrue();
            ShardLease.Taken taken = take(service);
            assertThat(share.mustYield(0)).isFalse();
            share.leave();
            taken.lease().giveBack(service);

            assertThat(taken.checkpoint()).isEqualTo(new Checkpoint(0, null, null));
        }
    }

    private static void act(Database database) {
        new OutboxActs(database).request(OutboxAct.acceptHistory(0, "try", "ann"));
    }

    private static ShardLease.Taken take(Database database) {
        return ShardLease.take(database, 0, "owner", Duration.ofSeconds(5)).orElseThrow();
    }

    private static Database open(String role) {
        ConnectionSpec spec = STORE.spec();
        return Database.open(new ConnectionSpec(spec.host(), spec.port(), spec.database(), "outbox_" + role,
                spec.tls()), Access.READ_WRITE, Passwords.none());
    }
}
