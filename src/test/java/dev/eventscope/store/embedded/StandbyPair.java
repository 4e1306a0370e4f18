package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.Schema;
import dev.eventscope.testkit.TestStore;

import static org.awaitility.Awaitility.await;

/// A primary with our schema and one event, and a standby that streams from it and has both, for a test class.
///
///     @RegisterExtension
///     static final StandbyPair PAIR = new StandbyPair();
public final class StandbyPair implements BeforeAllCallback, AfterAllCallback {

    public static final StreamId STREAM = new StreamId("order-1");
    private static final String DATABASE = "postgres";

    private final List<AutoCloseable> opened = new ArrayList<>();
    private OpenStore primary;
    private OpenStore standby;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path folder = Files.createTempDirectory("eventscope-standby");
        opened.add(() -> Folders.delete(folder));
        OwnServer primaryServer = keep(OwnServer.make(folder, Map.of()));
        OwnServer standbyServer = keep(primaryServer.standby());
        primaryServer.start();
        standbyServer.start();
        migrate(primaryServer.spec(DATABASE));
        primary = keep(TestStore.open(primaryServer.spec(DATABASE), Access.READ_WRITE));
        append("{\"total\":1}");
        ConnectionSpec spec = standbyServer.spec(DATABASE);
        await("the standby has the schema and the event").atMost(Duration.ofSeconds(30)).ignoreExceptions()
                .until(() -> {
                    try (OpenStore store = TestStore.open(spec, Access.READ_ONLY)) {
                        return store.reader().readHead().last() != null;
                    }
                });
        standby = keep(TestStore.open(spec, Access.READ_ONLY));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    public OpenStore primary() {
        return primary;
    }

    public OpenStore standby() {
        return standby;
    }

    public ConnectionSpec standbySpec() {
        return standby.database().spec();
    }

    /// Appends an event to [#STREAM] on the primary, and tells its position.
    public long append(String payload) {
        return new EventAppender(primary.database()).append(AppendRequest.of(STREAM, ExpectedVersion.any(),
                NewEvent.of("OrderPlaced", Payload.json(payload)))).lastPosition();
    }

    private <T extends AutoCloseable> T keep(T each) {
        opened.add(each);
        return each;
    }

    private static void migrate(ConnectionSpec spec) {
        try (Database database = Database.open(spec, Access.READ_WRITE, Passwords.none())) {
            Schema.migrate(database);
        }
    }
}
