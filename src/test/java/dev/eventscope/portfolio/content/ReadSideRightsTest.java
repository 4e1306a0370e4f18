package dev.eventscope.portfolio.content;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.StreamId;
import dev.eventscope.portfolio.content.ContentCommand.CreateContent;
import dev.eventscope.portfolio.content.ContentCommand.UpdateContent;
import dev.eventscope.projection.Intervention;
import dev.eventscope.projection.Interventions;
import dev.eventscope.projection.ProjectionReader;
import dev.eventscope.projection.ProjectionStatus;
import dev.eventscope.projection.Subscription;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.Writer;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.Roles;
import dev.eventscope.store.log.Schema;
import dev.eventscope.telemetry.StoreTelemetry;
import dev.eventscope.telemetry.TelemetryReader;
import dev.eventscope.telemetry.TelemetrySetting;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// What logins of the printed roles may do to subscriptions, to the read model and to telemetry: a service that is no more
/// than a service keeps them, and the others read.
class ReadSideRightsTest {

    private static final StreamId GUIDE = ContentEvents.stream("docs/guide.md");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @BeforeAll
    static void a_service_keeps_the_read_model() {
        STORE.execute(Roles.script());
        for (String role : List.of("viewer", "operator", "service")) {
            STORE.execute("create role read_side_" + role + " login in role eventscope_" + role);
        }
        Schema.migrate(STORE.database());
        ContentReadModel.migrate(STORE.database());
        serve();
    }

    @AfterAll
    static void dropLogins() {
        STORE.execute("drop role read_side_viewer, read_side_operator, read_side_service");
    }

    @Test
    void a_viewer_reads_the_read_model_its_lag_and_the_metrics_and_changes_none_of_them() {
        try (Database viewer = open("viewer")) {
            assertThat(new ContentReadModel(viewer).search("words", 10)).extracting(ContentProjection::id)
                    .containsExactly(GUIDE);
            assertThat(new ProjectionReader(viewer).readAll()).singleElement()
                    .satisfies(status -> assertThat(status.lagEvents()).isZero());
            assertThat(new TelemetryReader(viewer).types()).containsKey(ContentEvents.ADDED);
            assertThatThrownBy(() -> rebuild(viewer)).isInstanceOf(RightMissing.class);
            assertNoWrites(viewer);
        }
    }

    @Test
    void an_operator_has_the_model_built_again_and_the_service_does_it() {
        try (Database operator = open("operator")) {
            rebuild(operator);
            assertNoWrites(operator);
        }
        serve();

        assertThat(new ProjectionReader(STORE.database()).readAll())
                .anySatisfy(status -> assertThat(List.of(status.generation(), status.state()))
                        .isEqualTo(List.of(2, ProjectionStatus.State.LIVE)));
        assertThat(STORE.database().<String>read(tx -> tx.query(
                "select db_user from eventscope.operator_action where action = 'rebuild'",
                row -> row.string("db_user")).getFirst())).isEqualTo("read_side_operator");
    }

    /// Appends as a node, projects, and writes telemetry, all as the service's login.
    private static void serve() {
        ConnectionSpec login = login("service");
        try (OpenStore store = TestStore.open(login, Access.READ_WRITE);
                ExecutorService executor = Executors.newCachedThreadPool();
                StoreTelemetry telemetry = StoreTelemetry.start(store.database(),
                        TelemetrySetting.of("rights", Clock.systemUTC(), Map.of()), executor)) {
            Writer node = Writer.node("rights").watchedBy(telemetry.appends());
            ContentService service = new ContentService(store.reader(),
                    new EventAppender(store.database().writingAs(node)), Upcasts.none(), Clock.systemUTC());
            Content guide = new Content("docs/guide.md", "words " + UUID.randomUUID());
            service.handle(new ContentReadModel(store.database()).count() == 0
                    ? new CreateContent(guide)
                    : new UpdateContent(guide), "ann");
            try (Subscription subscription = new Subscription(new ContentProjector(Upcasts.none()).projection(),
                    new Subscription.Setting(store.database(), store.reader(), store.database(), "rights",
                            telemetry))) {
                assertThat(subscription.catchUp()).isPositive();
            }
            await("telemetry is written").atMost(Duration.ofSeconds(20))
                    .until(() -> !new TelemetryReader(store.database()).types().isEmpty());
        }
    }

    private static void rebuild(Database database) {
        new Interventions(database)
                .request(Intervention.rebuild(UUID.randomUUID(), ContentProjector.NAME, "a try", "ann"));
    }

    private static void assertNoWrites(Database database) {
        for (String write : List.of("delete from portfolio.content_row", "delete from eventscope.handled_event",
                "update eventscope.subscription set live = 2", "delete from eventscope.span",
                "update eventscope.handling set count = 0", "update eventscope.node_clock set counter = 0")) {
            assertThatThrownBy(() -> database.write(tx -> tx.update(write))).as(write).isInstanceOf(RightMissing.class);
        }
    }

    private static Database open(String role) {
        return Database.open(login(role), Access.READ_WRITE, Passwords.none());
    }

    private static ConnectionSpec login(String role) {
        ConnectionSpec owner = STORE.spec();
        return new ConnectionSpec(owner.host(), owner.port(), owner.database(), "read_side_" + role, owner.tls());
    }
}
