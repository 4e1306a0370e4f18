package dev.eventscope.portfolio.content;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.outbox.Relay;
import dev.eventscope.outbox.RelaySettings;
import dev.eventscope.portfolio.content.ContentCommand.CreateContent;
import dev.eventscope.portfolio.content.ContentCommand.DeleteContent;
import dev.eventscope.portfolio.content.ContentCommand.UpdateContent;
import dev.eventscope.projection.KafkaFeed;
import dev.eventscope.projection.Subscription;
import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.testkit.TestBroker;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;
import dev.eventscope.wire.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Commands, the event log, the outbox, Kafka and a read side in another database: the whole way of the seed.
class ContentFromKafkaTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int FILES = 30;

    @Test
    void the_read_model_is_the_same_whether_it_is_fed_from_the_store_or_from_kafka() {
        Upcasts upcasts = Upcasts.installed("native");
        try (Database elsewhere = Database.open(TestServer.newStore(), Access.READ_WRITE, Passwords.none());
                ExecutorService executor = Executors.newCachedThreadPool();
                Relay _ = Relay.start(STORE.database(), RelaySettings.to(BROKER.bootstrap()), executor,
                        Clock.systemUTC());
                KafkaFeed feed = new KafkaFeed(new ContentProjector(upcasts).projection(), new KafkaFeed.Setting(
                        BROKER.bootstrap(), Topics.STANDARD, elsewhere, Telemetry.none()));
                Subscription beside = new Subscription(new ContentProjector(upcasts).projection(),
                        Subscription.Setting.of(STORE.store(), "test"))) {
            ContentReadModel.migrate(STORE.database());
            ContentReadModel.migrate(elsewhere);
            ContentReadModel fromKafka = new ContentReadModel(elsewhere);
            feed.startOn(executor);

            write(new ContentService(STORE.reader(), new EventAppender(STORE.database()), upcasts,
                    Clock.systemUTC()));
            beside.catchUp();
            List<ContentProjection> fromStore = new ContentReadModel(STORE.database()).readNewest(100);

            await("the read side on Kafka has all").atMost(Duration.ofSeconds(90))
                    .until(() -> fromKafka.readNewest(100).equals(fromStore));
            assertThat(fromStore).hasSize(FILES - 1);
            assertThat(fromKafka.search("changed", 10)).hasSize(1);
        }
    }

    private static void write(ContentService service) {
        for (int i = 0; i < FILES; i++) {
            service.handle(new CreateContent(new Content("docs/" + i + ".md", "# Page " + i + "\n\nwords")), "ada");
        }
        service.handle(new UpdateContent(new Content("docs/1.md", "# Page 1\n\nchanged")), "ada");
        service.handle(new DeleteContent(ContentEvents.stream("docs/2.md")), "ada");
    }
}
