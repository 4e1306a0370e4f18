package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.connect.StoreRequest;
import dev.eventscope.desktop.workspace.Pane;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.event.EventHeader;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.log.Roles;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;

/// U01: whoever only looks changes nothing, whatever is tried.
@ExtendWith(ApplicationExtension.class)
class ViewerTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String NOTE = "insert into eventscope.failure_note values ('g', 'n', 'me', 'me', now())";
    private static final List<String> ATTACKS = List.of(NOTE,
            "with put as (" + NOTE + " returning 1) select count(*) from put",
            "with gone as (delete from eventscope.saga_runner returning 1) select count(*) from gone",
            "do $$ begin update eventscope.saga set status = 'completed'; end $$",
            "do $$ begin execute '" + NOTE.replace("'", "''") + "'; end $$",
            "copy eventscope.failure_note from '/etc/hostname'", "copy eventscope.saga to program 'true'",
            "set role eventscope_operator", "set role eventscope_service", "set session authorization postgres",
            "set transaction read write; " + NOTE, "set session characteristics as transaction read write; " + NOTE,
            "select eventscope.redrive_step(gen_random_uuid(), 'sync-2', 1, 1, 'retry', 'why', 'me')",
            "select eventscope.record_arming(gen_random_uuid(), 's', 'me', 60, null)",
            "select eventscope.settle_redrive_job(gen_random_uuid())", "truncate eventscope.event",
            "alter table eventscope.event disable trigger all", "create table eventscope.mine (a int)",
            "drop schema eventscope cascade", "select nextval('eventscope.lease_token')");

    @TempDir
    private static Path config;

    private static WholeWindow whole;
    private ShellOnScreen screen;

    @BeforeAll
    static void fill() {
        HostileStore.fill(STORE);
        HostileStore.login(STORE, "desk_viewer", "eventscope_viewer");
        whole = new WholeWindow();
    }

    @AfterAll
    static void drop() {
        whole.close();
        STORE.execute("drop role if exists desk_viewer");
    }

    @Start
    void start(Stage stage) {
        screen = ShellOnScreen.open(whole.parts(asViewer(STORE.spec()), config), stage);
    }

    @Test
    void all_views_as_a_viewer_change_nothing_and_the_server_refuses_the_rest(FxRobot robot) {
        Map<String, String> before = checksum(STORE.database());
        Shell shell = screen.shell();
        robot.interact(() -> shell.stores().open(new StoreRequest.Server(asViewer(STORE.spec()), Access.READ_ONLY,
                Passwords.none())));
        until("the store is open", () -> shell.workspace().session() != null);
        Session session = shell.workspace().session();
        EventHeader example = session.reader().readHeaders(EventQuery.backward(EventScope.all(), 1)).getFirst();
        for (Pane pane : shell.offered()) {
            robot.interact(() -> {
                shell.workspace().selection().event(example);
                shell.workspace().history().go(pane.viewId());
            });
            until(pane.title() + " has been read", () -> shell.workspace().background().isIdle());
        }
        robot.interact(() -> shell.workspace().arming().arm(""));
        until("arming is refused", () -> !shell.workspace().arming().problemProperty().get().isEmpty());

        List<String> succeeded = attack(session.store().database());

        Trials trials = Trials.of("U01", ATTACKS.size() * 2, ATTACKS.size() * 2);
        assertThat(succeeded).as(trials.toString()).isEmpty();
        assertThat(shell.workspace().arming().isArmed()).isFalse();
        assertThat(shell.workspace().arming().problemProperty().get())
                .isEqualTo("User 'desk_viewer' may look at this store and not act on it; an owner can run: grant"
                        + " eventscope_operator to desk_viewer");
        assertThat(shell.offered()).extracting(Pane::title).contains("Sagas", "Audit");
        assertThat(checksum(STORE.database())).isEqualTo(before);
        session.store().close();
        shell.close();
    }

    @Test
    void a_right_too_many_is_found() {
        ConnectionSpec spec = TestServer.newStore();
        try (Database owner = Database.open(spec, Access.READ_WRITE, Passwords.none())) {
            TestServer.execute(owner, Roles.script());
            TestServer.execute(owner, "grant insert on eventscope.failure_note to eventscope_viewer");
            Map<String, String> before = checksum(owner);
            try (Database viewer = Database.open(asViewer(spec), Access.READ_ONLY, Passwords.none())) {
                assertThat(attack(viewer)).isNotEmpty();
            }
            assertThat(checksum(owner)).isNotEqualTo(before);
        }
    }

    /// Tries each within a transaction of ours, and on the bare session; answers what was not refused.
    private static List<String> attack(Database database) {
        List<String> succeeded = new ArrayList<>();
        for (String sql : ATTACKS) {
            try {
                database.read(tx -> tx.update(sql));
                // Taking a role in a read-only transaction would be no harm, were it allowed: it is not.
                succeeded.add("in a read: " + sql);
            } catch (StoreException _) {
                // refused
            }
            try {
                TestServer.execute(database, sql);
                succeeded.add("bare: " + sql);
            } catch (IllegalStateException _) {
                // refused
            }
        }
        return succeeded;
    }

    private static Map<String, String> checksum(Database database) {
        Map<String, String> sums = new TreeMap<>();
        List<String> tables = database.read(tx -> tx.query("select relname as name from pg_class where relkind = 'r'"
                + " and relnamespace = 'eventscope'::regnamespace", row -> row.string("name")));
        tables.forEach(table -> sums.put(table,
                database.read(tx -> tx.query("select md5(coalesce(string_agg(t::text, '/'"
                        + " order by t::text), '')) as sum from eventscope." + table + " t", row -> row.string("sum")))
                        .getFirst()));
        return sums;
    }

    private static ConnectionSpec asViewer(ConnectionSpec spec) {
        return new ConnectionSpec(spec.host(), spec.port(), spec.database(), "desk_viewer", spec.tls());
    }
}
