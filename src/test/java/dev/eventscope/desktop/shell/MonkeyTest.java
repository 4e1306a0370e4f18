package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.scene.control.Button;
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
import dev.eventscope.saga.AuditLog;
import dev.eventscope.saga.AuditVerdict;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.StepAction;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// U07: whatever is clicked and pressed, nothing goes wrong unseen, and nothing is re-driven but by the dialog.
@ExtendWith(ApplicationExtension.class)
class MonkeyTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int REST = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @TempDir
    private static Path config;

    private WholeWindow whole;
    private Stage stage;

    @BeforeAll
    static void fill() {
        HostileStore.fill(STORE);
        HostileStore.login(STORE, "desk_monkey_v", "eventscope_viewer");
        HostileStore.login(STORE, "desk_monkey_o", "eventscope_operator");
    }

    @AfterAll
    static void drop() {
        THREADS.shutdownNow();
        STORE.execute("drop role if exists desk_monkey_v, desk_monkey_o");
    }

    @Start
    void start(Stage newStage) {
        stage = newStage;
        whole = new WholeWindow();
    }

    @Test
    void as_a_viewer(FxRobot robot) {
        Trials trials = Trials.of("U07 viewer", 150, 20_000);

        Monkey monkey = run(robot, "desk_monkey_v", trials, false, _ -> {});

        assertThat(monkey.uncaught()).as(trials.toString()).isEmpty();
        assertThat(asked("desk_monkey_v")).isEmpty();
    }

    @Test
    void as_an_operator(FxRobot robot) {
        Trials trials = Trials.of("U07 operator", 150, 20_000);

        Monkey monkey;
        try (SagaRunner _ = new SagaRunner(STORE.database(), List.of(mostlyFailing(trials.seed())), "monkey",
                Clock.systemUTC(), THREADS)) {
            monkey = run(robot, "desk_monkey_o", trials, true, shell -> shell.workspace().arming().arm(""));
        }

        assertThat(monkey.uncaught()).as(trials.toString()).isEmpty();
        List<String> asked = asked("desk_monkey_o");
        System.out.println("U07: asked for " + asked.size() + " acts by the dialog in " + modes() + ", "
                + monkey.reasons().size() + " reasons typed");
        assertThat(asked).as("it really asks").hasSizeGreaterThan(trials.count() / 30);
        assertThat(asked).as("only what was given as a reason in the dialog").isSubsetOf(monkey.reasons());
        assertThat(changesWithoutAnAct()).as("no saga was changed by an operator but by an act in the audit").isEmpty();
        assertThat(new AuditLog(STORE.database()).verify(null)).isInstanceOf(AuditVerdict.Whole.class);
    }

    @Test
    void a_button_that_redrives_at_once_is_found(FxRobot robot) {
        Trials trials = Trials.of("U07 careless", 60, 60);

        Monkey monkey = run(robot, "desk_monkey_o", trials, false, MonkeyTest::addCarelessButtons);

        assertThat(asked("desk_monkey_o").stream().filter(reason -> !monkey.reasons().contains(reason)))
                .contains("careless");
    }

    @Test
    void a_change_that_is_not_in_the_audit_is_found() {
        int before = changesWithoutAnAct().size();
        STORE.execute("""
                select eventscope.carry_out(gen_random_uuid(), 'sync-1', 1, 'cancel',
                        json_build_object('request_id', gen_random_uuid()), '{}')""");

        assertThat(changesWithoutAnAct()).hasSize(before + 1).last().asString().isEqualTo("sync-1 SagaCancelled");
    }

    private Monkey run(FxRobot robot, String user, Trials trials, boolean steered, Consumer<Shell> whenOpen) {
        ConnectionSpec spec = new ConnectionSpec(STORE.spec().host(), STORE.spec().port(), STORE.spec().database(),
                user,
                STORE.spec().tls());
        AtomicReference<ShellOnScreen> screen = new AtomicReference<>();
        robot.interact(() -> screen.set(ShellOnScreen.open(whole.parts(spec, config), stage)));
        Shell shell = screen.get().shell();
        AtomicReference<Monkey> monkey = new AtomicReference<>();
        robot.interact(() -> {
            monkey.set(new Monkey(shell, trials.random(), steered));
            shell.stores().open(new StoreRequest.Server(spec, Access.READ_ONLY, Passwords.none()));
        });
        until("the store is open", () -> shell.workspace().session() != null);
        robot.interact(() -> shell.workspace().history().go("sagasView"));
        until("all is read", () -> shell.workspace().background().isIdle());
        robot.interact(() -> whenOpen.accept(shell));
        for (int i = 1; i <= trials.count(); i++) {
            robot.interact(monkey.get()::act);
            String pressed = monkey.get().takePressed();
            if (pressed != null) {
                await("the act that was pressed for is in the audit: " + pressed).atMost(PATIENCE)
                        .until(() -> asked(user).contains(pressed));
            }
            if (i % REST == 0) {
                robot.interact(() -> comeBack(shell, spec));
                until("the window answers", () -> true);
                until("the store is open again", () -> shell.workspace().session() != null);
                if (steered) {
                    robot.interact(() -> whenOpen.accept(shell));
                }
            }
        }
        until("the window answers at the end", () -> true);
        robot.interact(shell::close);
        whole.close();
        return monkey.get();
    }

    /// From wherever it has got to, into the store again.
    private static void comeBack(Shell shell, ConnectionSpec spec) {
        shell.showConnect(false);
        if (shell.workspace().session() == null) {
            shell.stores().open(new StoreRequest.Server(spec, Access.READ_ONLY, Passwords.none()));
        }
    }

    private static void addCarelessButtons(Shell shell) {
        for (int i = 0; i < 40; i++) {
            Button careless = new Button("again");
            careless.setOnAction(_ -> {
                try {
                    new Redrive(STORE.database()).request(new RedriveRequest(UUID.randomUUID(), "sync-2", 1, 1,
                            RedriveRequest.Mode.RETRY, "careless", "ines"));
                } catch (RuntimeException _) {
                    // it is in the audit all the same
                }
            });
            shell.root().getChildren().add(careless);
        }
    }

    /// Of three steps one succeeds, so that sagas come to every state.
    private static SagaDefinition mostlyFailing(long seed) {
        Random random = new Random(seed);
        StepAction action = _ -> {
            if (random.nextInt(3) > 0) {
                throw new StepFailed("Kaputt", "no route to <host>", false);
            }
        };
        return new SagaDefinition("sync", List.of(
                new StepDefinition("step1", Effect.UNSAFE, RetryPolicy.never(), action, action),
                new StepDefinition("step2", Effect.IDEMPOTENT, RetryPolicy.never(), action, action)));
    }

    /// What an operator's functions wrote to sagas, and no accepted act of the audit stands behind.
    private static List<String> changesWithoutAnAct() {
        return STORE.database().read(tx -> tx.query("""
                select e.stream || ' ' || e.type as change
                from eventscope.event e
                where e.payload ->> 'request_id' is not null and not exists (
                      select from eventscope.operator_action o
                      where o.accepted and o.saga_id = e.stream and o.request_id::text = e.payload ->> 'request_id')
                order by e.position""", row -> row.string("change")));
    }

    private static String modes() {
        return STORE.database().read(tx -> tx.query("""
                select count(distinct mode) || ' modes, ' || count(*) filter (where accepted) || ' accepted' as modes
                from eventscope.operator_action where action = 'redrive' and db_user = 'desk_monkey_o'""",
                row -> row.string("modes"))).getFirst();
    }

    /// The reasons of all that was asked for, also where it was refused.
    private static List<String> asked(String user) {
        return STORE.database().read(tx -> tx.query("""
                select reason from eventscope.operator_action
                where (action = 'redrive' or action = 'job' and mode = 'start') and db_user in (?, 'postgres')""",
                row -> row.string("reason"), user));
    }
}
