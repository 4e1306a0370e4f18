package dev.eventscope.portfolio.content;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.portfolio.content.ContentCommand.CreateContent;
import dev.eventscope.portfolio.content.ContentCommand.DeleteContent;
import dev.eventscope.portfolio.content.ContentCommand.RequestSync;
import dev.eventscope.portfolio.content.ContentCommand.UpdateContent;
import dev.eventscope.projection.ProjectionReader;
import dev.eventscope.projection.Subscription;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;

class ContentReadModelTest {

    private static final Instant NOW = Instant.parse("2026-03-04T11:02:00Z");
    private static final StreamId GUIDE = ContentEvents.stream("docs/guide.md");
    private static final StreamId MAIN = ContentEvents.stream("src/Main.java");

    private OpenStore store;
    private ContentService service;
    private Subscription projector;
    private ContentReadModel model;

    @BeforeEach
    void open_a_store_of_its_own() {
        store = TestStore.open(TestServer.newStore(), Access.READ_WRITE);
        ContentReadModel.migrate(store.database());
        service = new ContentService(store.reader(), new EventAppender(store.database()), Upcasts.none(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        projector = projector();
        model = new ContentReadModel(store.database());
    }

    @AfterEach
    void close_the_store() {
        store.close();
    }

    @Test
    void content_is_found_by_id_and_by_words_of_title_path_and_text() {
        create("docs/guide.md", "# The guide\n\nfor operators");
        create("src/Main.java", "class Main {}");

        projector.catchUp();

        assertThat(model.find(GUIDE)).hasValueSatisfying(found -> {
            assertThat(found.title()).isEqualTo("The guide");
            assertThat(found.type()).isEqualTo(ContentType.MARKDOWN);
            assertThat(found.lastModified()).isEqualTo(NOW);
        });
        assertThat(ids("guide operators")).containsExactly(GUIDE);
        assertThat(ids("main")).containsExactly(MAIN);
        assertThat(ids("java")).containsExactly(MAIN);
        assertThat(ids("-guide class")).containsExactly(MAIN);
        assertThat(ids("nothing like it")).isEmpty();
    }

    @Test
    void the_model_follows_updates_and_deletions_and_takes_each_event_once() {
        create("docs/guide.md", "old words");
        long first = projector.catchUp();
        service.handle(new UpdateContent(new Content("docs/guide.md", "new words")), "ada");
        service.handle(new RequestSync(GUIDE), "ada");
        create("src/Main.java", "class");
        service.handle(new DeleteContent(MAIN), "ada");

        long second = projector.catchUp();
        projector.close();
        long third = projector().catchUp();

        assertThat(List.of(first, second, third)).containsExactly(1L, 4L, 0L);
        assertThat(ids("old")).isEmpty();
        assertThat(ids("new")).containsExactly(GUIDE);
        assertThat(model.find(MAIN)).isEmpty();
        assertThat(model.count()).isEqualTo(1);
    }

    @Test
    void a_rebuild_comes_to_the_same_rows_and_leaves_none_of_the_old_ones() {
        create("docs/guide.md", "words");
        create("src/Main.java", "class");
        projector.catchUp();
        List<ContentProjection> before = model.readNewest(10);

        projector.rebuild("a test", "ada");
        List<ContentProjection> asked = model.readNewest(10);
        projector.catchUp();

        assertThat(asked).isEqualTo(before);
        assertThat(model.readNewest(10)).isEqualTo(before).hasSize(2);
        assertThat(generations()).containsExactly(2);
    }

    @Test
    void an_event_that_cannot_be_read_keeps_its_file_back_and_no_other() {
        create("docs/guide.md", "words");
        projector.catchUp();
        NewEvent bad = NewEvent.of(ContentEvents.ADDED, Payload.json("[".repeat(3_000) + "]".repeat(3_000)));
        new EventAppender(store.database()).append(AppendRequest.of(MAIN, ExpectedVersion.noStream(), bad));
        create("docs/other.md", "words");

        projector.catchUp();

        assertThat(ids("words")).containsExactly(GUIDE, ContentEvents.stream("docs/other.md"));
        assertThat(new ProjectionReader(store.database()).readBlocked("content", 10)).singleElement()
                .satisfies(blocked -> {
                    assertThat(blocked.stream()).isEqualTo(MAIN);
                    assertThat(blocked.eventId()).isEqualTo(bad.id());
                    assertThat(blocked.errorClass()).isEqualTo("ContentUnreadable");
                });
    }

    private List<Integer> generations() {
        return store.database().read(tx -> tx.query("select distinct generation from portfolio.content_row",
                row -> row.intValue("generation")));
    }

    private void create(String path, String text) {
        service.handle(new CreateContent(new Content(path, text)), "ada");
    }

    private Subscription projector() {
        return new Subscription(new ContentProjector(Upcasts.none()).projection(),
                Subscription.Setting.of(store, "test"));
    }

    private List<StreamId> ids(String words) {
        return model.search(words, 10).stream().map(ContentProjection::id).toList();
    }
}
