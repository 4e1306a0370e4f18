package dev.eventscope.desktop.workspace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.saga.AuditFilter;
import dev.eventscope.saga.AuditLog;
import dev.eventscope.saga.OperatorRole;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.log.Roles;
import dev.eventscope.testkit.HandClock;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArmingTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final HandClock clock = new HandClock();
    private final Workspace workspace = Workspace.direct(clock);

    @BeforeAll
    static void logins() {
        STORE.execute(Roles.script());
        STORE.execute(
                "create role arm_viewer login in role eventscope_viewer; create role arm_operator login in role eventscope_operator");
    }

    @AfterAll
    static void drop() {
        STORE.execute("drop role if exists arm_viewer, arm_operator");
    }

    @Test
    void it_ends_after_a_quarter_of_an_hour() {
        open(false);
        workspace.arming().arm("");
        assertThat(workspace.arming().isArmed()).isTrue();

        clock.forward(Duration.ofMinutes(14));
        workspace.arming().tick();
        assertThat(workspace.arming().leftProperty().get()).isEqualTo(Duration.ofMinutes(1));
        clock.forward(Duration.ofMinutes(1));
        workspace.arming().tick();

        assertThat(workspace.arming().databaseProperty().get()).isNull();
    }

    @Test
    void in_production_the_name_has_to_be_typed_and_a_wrong_one_is_in_the_audit() {
        open(true);
        String name = STORE.spec().database();

        workspace.arming().arm("orders");
        assertThat(workspace.arming().isArmed()).isFalse();
        assertThat(workspace.arming().problemProperty().get())
                .isEqualTo("Type the store's name, " + name + ", to arm in production");
        workspace.arming().arm(" " + name + " ");

        assertThat(workspace.arming().isArmed()).isTrue();
        assertThat(new AuditLog(STORE.database()).after(0, AuditFilter.ALL, 100).stream()
                .map(line -> line.entry().action() + " " + line.outcome() + " " + line.entry().refusal()))
                .containsSubsequence("arm refused wrong_name", "arm done null");
    }

    @Test
    void another_store_is_not_armed() {
        open(false);
        workspace.arming().arm("");

        open(false);

        assertThat(workspace.arming().isArmed()).isFalse();
    }

    @Test
    void acting_is_in_the_operators_role_whoever_the_user_is() {
        Database acting = OperatorRole.acting(STORE.database(), "ines", Arming.SPAN);

        assertThatThrownBy(() -> acting.write(tx -> tx.update("update eventscope.saga set status = 'completed'")))
                .isInstanceOf(RightMissing.class);
        List<String> me = acting.read(tx -> tx.query("select current_user as me", row -> row.string("me")));
        assertThat(me).containsExactly("eventscope_operator");
    }

    @Test
    void who_may_not_act_is_told_the_grant() {
        try (Database viewer = as("arm_viewer"); Database operator = as("arm_operator")) {
            assertThatThrownBy(() -> OperatorRole.acting(viewer, "ines", Arming.SPAN)).isInstanceOf(RightMissing.class)
                    .hasMessageEndingWith("an owner can run: grant eventscope_operator to arm_viewer");
            assertThat(OperatorRole.acting(operator, "ines", Arming.SPAN)).isNotNull();
            STORE.execute("revoke execute on function eventscope.settle_redrive_job(uuid) from eventscope_operator");
            assertThatThrownBy(() -> OperatorRole.acting(operator, "ines", Arming.SPAN))
                    .isInstanceOf(RightMissing.class)
                    .hasMessageContaining(
                            "grant execute on function eventscope.settle_redrive_job(uuid) to eventscope_operator");
            STORE.execute(Roles.script());
        }
    }

    private void open(boolean production) {
        workspace.arming().connectBy(_ -> Optional.of(STORE.database()), "ines");
        workspace.open(new Session("test", "PostgreSQL", STORE.store(), production));
    }

    private static Database as(String user) {
        ConnectionSpec spec = STORE.spec();
        return Database.open(new ConnectionSpec(spec.host(), spec.port(), spec.database(), user, spec.tls()),
                Access.READ_WRITE, Passwords.none());
    }
}
