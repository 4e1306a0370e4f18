package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

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

/// A primary with our schema and one event, and a standby that streams from it and has both.
public final class StandbyPair implements AutoCloseable {

    public static final StreamId STREAM = new StreamId("order-1");
    private static final String DATABASE = "postgres";

    private final OwnServer primaryServer;
    private final OwnServer standbyServer;
    private final OpenStore primary;

    private StandbyPair(OwnServer primaryServer, OwnServer standbyServer) {
        this.primaryServer = primaryServer;
        this.standbyServer = standbyServer;
        try (Database database = Database.open(primaryServer.spec(DATABASE), Access.READ_WRITE, Passwords.none())) {
            Schema.migrate(database);
        }
        primary = TestStore.open(primaryServer.spec(DATABASE), Access.READ_WRITE);
    }

    public static StandbyPair start(Path folder) throws IOException {
        OwnServer primaryServer = OwnServer.make(folder, Map.of());
        OwnServer standbyServer = primaryServer.standby();
        primaryServer.start();
        standbyServer.start();
        StandbyPair pair = new StandbyPair(primaryServer, standbyServer);
        pair.append("{\"total\":1}");
        await("the standby has the schema and the event").atMost(Duration.ofSeconds(30)).ignoreExceptions()
                .until(() -> {
                    try (OpenStore opened = pair.openStandby()) {
                        return opened.reader().readHead().last() != null;
                    }
                });
        return pair;
    }

    public OpenStore primary() {
        return primary;
    }

    /// The caller closes it.
    public OpenStore openStandby() {
        return TestStore.open(standby(), Access.READ_ONLY);
    }

    public ConnectionSpec standby() {
        return standbyServer.spec(DATABASE);
    }

    /// Appends an event to [#STREAM] on the primary, and tells its position.
    public long append(String payload) {
        return new EventAppender(primary.database()).append(AppendRequest.of(STREAM, ExpectedVersion.any(),
                NewEvent.of("OrderPlaced", Payload.json(payload)))).lastPosition();
    }

    @Override
    public void close() throws IOException {
        primary.close();
        standbyServer.close();
        primaryServer.close();
    }
}
