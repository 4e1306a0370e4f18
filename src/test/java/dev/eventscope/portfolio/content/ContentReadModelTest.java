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
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StoreUnusable;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContentReadModelTest {

    private static final Instant NOW = Instant.parse("2026-03-04T11:02:00Z");
    private static final StreamId GUIDE = ContentEvents.stream("docs/guide.md");
    private static final StreamId MAIN = ContentEvents.stream("src/Main.java");

    private OpenStore store;
    private ContentService service;
    private ContentProjector projector;
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
        long third = projector().catchUp();

        assertThat(List.of(first, second, third)).containsExactly(1L, 4L, 0L);
        assertThat(ids("old")).isEmpty();
        assertThat(ids("new")).containsExactly(GUIDE);
        assertThat(model.find(MAIN)).isEmpty();
        assertThat(model.count()).isEqualTo(1);
    }

    @Test
    void a_rebuild_comes_to_the_same_rows() {
        create("docs/guide.md", "words");
        create("src/Main.java", "class");
        projector.catchUp();
        List<ContentProjection> before = model.readNewest(10);

        projector.rebuild();
        long emptied = model.count();
        projector.catchUp();

        assertThat(emptied).isZero();
        assertThat(model.readNewest(10)).isEqualTo(before).hasSize(2);
    }

    @Test
    void an_event_that_cannot_be_read_stops_the_model_before_it() {
        create("docs/guide.md", "words");
        projector.catchUp();
        NewEvent bad = NewEvent.of(ContentEvents.ADDED, Payload.json("[".repeat(3_000) + "]".repeat(3_000)));
        new EventAppender(store.database()).append(AppendRequest.of(MAIN, ExpectedVersion.noStream(), bad));

        assertThatThrownBy(() -> projector.catchUp()).isInstanceOf(ContentUnreadable.class)
                .hasMessageContaining(bad.id().toString());

        assertThat(model.count()).isEqualTo(1);
    }

    @Test
    void a_checkpoint_from_another_history_stops_the_model() {
        create("docs/guide.md", "words");
        projector.catchUp();
        store.database().write(tx -> tx.update("update portfolio.checkpoint set position = position + 1"));

        assertThatThrownBy(() -> projector.catchUp()).isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("the history diverged");
    }

    private void create(String path, String text) {
        service.handle(new CreateContent(new Content(path, text)), "ada");
    }

    private ContentProjector projector() {
        return new ContentProjector(store.database(), store.reader(), Upcasts.none());
    }

    private List<StreamId> ids(String words) {
        return model.search(words, 10).stream().map(ContentProjection::id).toList();
    }
}
