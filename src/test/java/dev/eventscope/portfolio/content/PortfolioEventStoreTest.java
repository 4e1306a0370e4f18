package dev.eventscope.portfolio.content;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.portfolio.content.ContentCommand.CreateContent;
import dev.eventscope.portfolio.content.ContentCommand.DeleteContent;
import dev.eventscope.portfolio.content.ContentCommand.RequestSync;
import dev.eventscope.portfolio.content.ContentCommand.UpdateContent;
import dev.eventscope.replay.Fidelity;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortfolioEventStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-04T11:02:00Z");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    /// The seed's own test, under its own name.
    @Test
    void should_replay_events_in_correct_order() {
        ContentAggregate written = new ContentAggregate(ContentEvents.stream("1"));
        written.handle(new CreateContent(new Content("1", "first")));
        written.handle(new UpdateContent(new Content("1", "second")));
        written.handle(new DeleteContent(written.id()));

        STORE.appender().append(AppendRequest.of(written.id(), ExpectedVersion.noStream(),
                written.newEvents().toArray(NewEvent[]::new)));
        ContentAggregate replayed = service().replay(new StreamId("content-1"));

        assertThat(replayed.isDeleted()).isTrue();
        assertThat(replayed.version()).isEqualTo(3);
        assertThat(types(written.id())).containsExactly("ContentAdded", "ContentUpdated", "ContentDeleted");
        assertThat(replayed.state()).isEqualTo(written.state());
    }

    @Test
    void a_replay_shows_each_version_exactly_as_the_service_has_it() throws Exception {
        StreamId id = ContentEvents.stream("notes/exact.md");
        ContentService service = service();
        service.handle(new CreateContent(new Content("notes/exact.md", "# One\n")), "ada");
        service.handle(new UpdateContent(new Content("notes/exact.md", "# Two\n")), "ada");
        service.handle(new RequestSync(id), "ada");
        service.handle(new DeleteContent(id), "ada");
        Replay replay = new Replay(STORE.reader(),
                Folds.of("native", Folds.installedReducers(), Upcasts.none()));

        List<StreamState> states = List.of(replay.stateAt(id, 1).orElseThrow(), replay.stateAt(id, 3).orElseThrow(),
                replay.stateAt(id, 4).orElseThrow());

        assertThat(states).extracting(StreamState::fidelity).containsOnly(Fidelity.EXACT);
        assertThat(states).extracting(StreamState::state).containsExactly(
                Json.read("""
                        {"path":"notes/exact.md","blob":"%s","mode":"100644","size":6,
                         "title":"One","text":"# One\\n","metadata":{},"deleted":false}""".formatted(blob("# One\n"))),
                Json.read("""
                        {"path":"notes/exact.md","blob":"%s","mode":"100644","size":6,
                         "title":"Two","text":"# Two\\n","metadata":{},"deleted":false}""".formatted(blob("# Two\n"))),
                Json.read("{\"path\":\"notes/exact.md\",\"deleted\":true}"));
    }

    @Test
    void a_command_is_stamped_with_actor_time_and_a_correlation_of_its_own() {
        StreamId id = ContentEvents.stream("stamped.txt");

        service().handle(new CreateContent(new Content("stamped.txt", "x")), "ada");

        var event = STORE.reader().readEvents(EventQuery.forward(EventScope.stream(id), 1)).getFirst();
        assertThat(event.header().occurredAt()).isEqualTo(NOW);
        assertThat(event.header().correlationId()).isNotNull();
        assertThat(event.metadata()).isEqualTo(Payload.json("{\"author\":\"ada\"}"));
    }

    @Test
    void commands_that_do_not_fit_the_state_are_refused_and_write_nothing() {
        StreamId id = ContentEvents.stream("rules.txt");
        Content content = new Content("rules.txt", "x");
        ContentService service = service();

        refused(service, new UpdateContent(content), "create it first");
        refused(service, new DeleteContent(id), "create it first");
        refused(service, new RequestSync(id), "create it first");
        service.handle(new CreateContent(content), "ada");
        refused(service, new CreateContent(content), "update it instead");
        service.handle(new DeleteContent(id), "ada");
        refused(service, new UpdateContent(content), "create it again");
        refused(service, new DeleteContent(id), "create it again");
        service.handle(new CreateContent(content), "ada");

        assertThat(types(id)).containsExactly("ContentAdded", "ContentDeleted", "ContentAdded");
    }

    @Test
    void a_path_that_leaves_its_root_is_no_content() {
        for (String path : List.of("", "/etc/passwd", "a/../b", "a//b", "dir/", ".git/config", "a/.GIT/x")) {
            assertThatThrownBy(() -> new Content(path, "x")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + path + "'");
        }
    }

    @Test
    void the_blob_of_a_text_is_the_one_that_git_gives_it() {
        assertThat(new Content("hello.txt", "hello\n").blob()).isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
    }

    private static void refused(ContentService service, ContentCommand command, String why) {
        assertThatThrownBy(() -> service.handle(command, "ada")).isInstanceOf(ContentRefused.class)
                .hasMessageContaining(why).hasMessageContaining(command.stream().name());
    }

    private static ContentService service() {
        return new ContentService(STORE.reader(), STORE.appender(), Upcasts.none(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String blob(String text) {
        return new Content("any", text).blob();
    }

    private static List<String> types(StreamId id) {
        return STORE.reader().readHeaders(EventQuery.forward(EventScope.stream(id), 100)).stream()
                .map(EventHeader::type).toList();
    }
}
