package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;

import dev.eventscope.saga.Effect;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.StepContext;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepFailed;

/// The sync saga: 1 cache, 2 git, 3 search, each with what undoes it.
///
/// Shape: every step may run again without harm, so all are idempotent. The content comes from the store's own events. What
///        was undone stays so, also where a step that was long away comes back after it. When it fails it waits for a person.
/// Threads: the steps of several sagas run at once.
public final class SyncSaga {

    public static final String TYPE = "sync";

    /// How often a step is tried before it waits for a person.
    public static final int ATTEMPTS = 3;

    private static final Duration FIRST_DELAY = Duration.ofMillis(200);

    private final ContentEvents events;
    private final ContentCache cache;
    private final GitRemotes remotes;
    private final SearchIndex index;

    public SyncSaga(ContentEvents events, ContentCache cache, GitRemotes remotes, SearchIndex index) {
        this.events = events;
        this.cache = cache;
        this.remotes = remotes;
        this.index = index;
    }

    public SagaDefinition definition() {
        RetryPolicy retry = RetryPolicy.doubling(ATTEMPTS, FIRST_DELAY);
        return new SagaDefinition(TYPE, List.of(
                new StepDefinition("cache", Effect.IDEMPOTENT, retry, this::fillCache, this::clearCache),
                new StepDefinition("git", Effect.IDEMPOTENT, retry, this::push, this::takeBack),
                new StepDefinition("search", Effect.IDEMPOTENT, retry, this::index, this::unindex)));
    }

    void fillCache(StepContext context) {
        events.forEach(request(context), cache::put);
    }

    void clearCache(StepContext context) {
        events.forEach(request(context), change -> cache.undo(change, events.before(change).orElse(null)));
    }

    void push(StepContext context) throws IOException, StepFailed {
        switch (request(context)) {
            case SyncRequest.OfCommit commit -> pushAll(commit);
            case SyncRequest.OfFile file -> {
                List<ContentChange> changes = new ArrayList<>();
                events.forEach(file, changes::add);
                for (ContentChange change : changes) {
                    remotes.push(file, change);
                }
            }
        }
    }

    void takeBack(StepContext context) throws IOException, StepFailed {
        SyncRequest request = request(context);
        for (TopFolder folder : events.folders(request)) {
            if (remotes.exists(folder)) {
                remotes.undo(folder, request);
            }
        }
    }

    void index(StepContext context) throws IOException, StepFailed {
        List<ContentChange> changes = new ArrayList<>();
        events.forEach(request(context), changes::add);
        index.update(changes);
    }

    void unindex(StepContext context) throws IOException, StepFailed {
        List<ContentChange> changes = new ArrayList<>();
        events.forEach(request(context), changes::add);
        for (ContentChange change : changes) {
            index.undo(change, events.before(change).orElse(null));
        }
    }

    /// Nothing is pushed anywhere while one of the remotes is missing.
    private void pushAll(SyncRequest.OfCommit request) throws IOException, StepFailed {
        SequencedSet<TopFolder> folders = events.folders(request);
        for (TopFolder folder : folders) {
            remotes.check(folder);
        }
        for (TopFolder folder : folders) {
            try {
                remotes.push(folder, request);
            } catch (StepFailed e) {
                throw folder.equals(folders.getFirst()) ? e : e.inPart();
            }
        }
    }

    private static SyncRequest request(StepContext context) {
        return SyncRequest.of(context.data());
    }
}
