package dev.eventscope.store.log;

import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.testkit.TcpProxy;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// T02 and T03 of the promises: an append with an unknown outcome resolves; an append id stands for one content.
class UnknownOutcomeTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void t02_an_append_cut_at_its_commit_and_sent_again_is_recorded_exactly_once() throws Exception {
        Trials trials = Trials.of("T02", 200, 20_000);
        Random random = trials.random();
        try (TcpProxy proxy = new TcpProxy(STORE.spec().port());
                Database cut = STORE.connect(through(proxy))) {
            EventAppender appender = new EventAppender(cut);
            int unknown = 0;
            for (int trial = 0; trial < trials.count(); trial++) {
                StreamId stream = new StreamId("cut-" + trial);
                AppendRequest request = AppendRequest.of(stream, ExpectedVersion.noStream(), event(), event());
                proxy.cutNext(TcpProxy.Cut.values()[random.nextInt(TcpProxy.Cut.values().length)]);

                try {
                    appender.append(request);
                } catch (StoreException e) {
                    // Not known, and never "failed": the only honest answer is that the connection was lost.
                    assertThat(e).isInstanceOf(StoreUnreachable.class);
                    unknown++;
                }
                proxy.cutNext(TcpProxy.Cut.NEVER);
                Appended again = STORE.appender().append(request);
                Appended third = STORE.appender().append(request);

                assertThat(third).as(trials + ", trial " + trial).isEqualTo(
                        new Appended(again.firstPosition(), again.lastPosition(), again.streams(), true));
                assertThat(STORE.reader().countEvents(EventScope.stream(stream)).value()).isEqualTo(2);
            }
            assertThat(unknown).as("cuts that were felt").isGreaterThan(trials.count() / 4);
        }
    }

    @Test
    void t03_the_same_append_id_with_other_content_is_always_a_conflict() {
        Trials trials = Trials.of("T03", 100, 10_000);
        Random random = trials.random();
        for (int trial = 0; trial < trials.count(); trial++) {
            StreamId stream = new StreamId("same-" + trial);
            AppendRequest first = AppendRequest.of(stream, ExpectedVersion.any(), event());
            STORE.appender().append(first);

            AppendRequest other = new AppendRequest(first.appendId(), java.util.List.of(changed(first, random)));

            assertThatThrownBy(() -> STORE.appender().append(other)).as(trials + ", trial " + trial)
                    .isInstanceOf(AppendIdConflict.class);
            assertThat(STORE.reader().countEvents(EventScope.stream(stream)).value()).isEqualTo(1);
        }
    }

    private static StreamAppend changed(AppendRequest request, Random random) {
        StreamAppend part = request.streams().getFirst();
        NewEvent event = part.events().getFirst();
        return switch (random.nextInt(5)) {
            case 0 -> StreamAppend.of(part.stream(), part.expected(), event.withId(UUID.randomUUID()));
            case 1 -> StreamAppend.of(part.stream(), ExpectedVersion.exactly(1), event);
            case 2 -> StreamAppend.of(new StreamId(part.stream() + "x"), part.expected(), event);
            case 3 -> StreamAppend.of(part.stream(), part.expected(), event, event());
            default -> StreamAppend.of(part.stream(), part.expected(), event.withMetadata(Payload.json("{\"a\":1}")));
        };
    }

    private static NewEvent event() {
        return NewEvent.of("A", Payload.json("{\"n\":1}"));
    }

    private static ConnectionSpec through(TcpProxy proxy) {
        return new ConnectionSpec("127.0.0.1", proxy.port(), STORE.spec().database(), STORE.spec().user(),
                ConnectionSpec.TlsMode.DISABLE);
    }
}
